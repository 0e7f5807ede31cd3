namespace IncDiv.Packs.Sections;

/// <summary>Figures that the strategies printed, next to today's, and the notes of the catalogue.</summary>
internal static class BaselineSection
{
    private static readonly Column[] Columns =
        [new("Measure"), new("What"), new("Baseline", ColumnKind.Figure), new("Date"), new("Today", ColumnKind.Figure), new("Source of the baseline")];

    public static PackSection Create(PackContext context)
    {
        Row[] lines =
        [
            .. from source in context.Input.Sources
               from measure in context.Measures.Where(m => m.Id == source.MeasureId)
               from baseline in source.Baselines
               where context.Input.Definition.Holds(measure.Id, baseline.Breakdown)
               select Line(measure, baseline, context.Cells),
        ];
        List<Fact> notes =
        [
            .. context.Input.Sources.Where(s => s.Notes.Count > 0 && context.Measures.Any(m => m.Id == s.MeasureId))
                .Select(s => new Fact(s.MeasureId, string.Join(" ", s.Notes))),
        ];
        List<Block> blocks =
        [
            new Paragraph(
                "A baseline was measured by others, at another time and perhaps in another way. It is no point of the series and no test is made against it."),
        ];
        if (lines.Length > 0)
            blocks.Add(new Table("baselines-table", "Baselines", "Figures printed in the strategies, with the same figure today", "", Columns, lines));
        if (notes.Count > 0)
            blocks.Add(new Definitions(notes));
        return new PackSection("baselines", "Baselines and notes", blocks);
    }

    private static Row Line(Measure measure, Baseline baseline, Cells cells)
    {
        MeasureRow? today = measure.Rows(baseline.Breakdown)
            .Find(r => r.Statistic == baseline.Statistic && r.Group == baseline.Group && r.Comparator == baseline.Comparator);
        Unit unit = today?.Unit ?? baseline.Statistic switch
        {
            Statistic.Gap => Unit.PercentagePoints,
            Statistic.Ratio or Statistic.Index => Unit.Ratio,
            _ => measure.Unit,
        };
        string what = baseline.Comparator.Length > 0 ? $"{baseline.Group} to {baseline.Comparator}" : baseline.Group;
        return Row.Of(
            measure, baseline.Breakdown, "",
            Cells.Name(measure), what, Cells.Level(baseline.Value, unit, isSigned: baseline.Statistic == Statistic.Gap), baseline.Date,
            cells.Figure(today, absent: "[x]"), baseline.Source);
    }
}
