using IncDiv.Contracts.Catalogue;
using Measure = IncDiv.Packs.Figures.Measure;

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
        return new PackSection(
            "baselines",
            "Baselines and notes",
            [
                new Paragraph(
                    "A baseline was measured by others, at another time and perhaps in another way. "
                    + "It is no point of the series and no test is made against it."),
                .. lines.Length == 0
                    ? []
                    : (Block[])[new Table("baselines-table", "Baselines", "Figures printed in the strategies, with the same figure today", "", Columns, lines)],
                .. notes.Count == 0 ? [] : (Block[])[new Definitions(notes)],
            ]);
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
        return new Row(
            "",
            [
                Cells.Name(measure), what, Cells.Level(baseline.Value, unit, isSigned: baseline.Statistic == Statistic.Gap), baseline.Date,
                today is null ? new FigureCell("[x]", null, Symbol: "[x]") : cells.Figure(today), baseline.Source,
            ],
            measure.Id, baseline.Breakdown, measure.Status());
    }
}
