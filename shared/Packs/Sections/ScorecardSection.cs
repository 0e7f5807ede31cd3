namespace IncDiv.Packs.Sections;

/// <summary>One line per measure, grouped by priority of the strategy; measures that the definition does not name come last. Then the main gap of each
/// measure.</summary>
internal static class ScorecardSection
{
    private const string NotSupplied = "not supplied";

    private static readonly Column[] Columns =
    [
        new("Measure"), new("Figure", ColumnKind.Figure), new("95% interval", ColumnKind.Interval), new("Base", ColumnKind.Figure), new("Window"),
        new("Change on a year before", ColumnKind.Figure), new("95% interval of the change", ColumnKind.Interval), new("Significance of the change"),
        new("Target", ColumnKind.Figure), new("Status"), new("Signal"),
    ];

    private static readonly Column[] GapColumns =
        [new("Measure"), new("Groups"), new("Gap", ColumnKind.Figure), new("95% interval", ColumnKind.Interval), new("Significance")];

    public static PackSection Create(PackContext context)
    {
        List<(string Group, Measure Measure)> lines = [.. Lines(context)];
        return new PackSection(
            "scorecard",
            "Scorecard",
            new Paragraph(
                "The base is the number of people behind the figure. Windows end with the quarter unless a date is given. The signal is that of the control "
                + "chart. Changes and gaps are worked out from unrounded figures, so they need not match rounded figures."),
            new Table("scorecard-table", "Scorecard", "Every measure of the quarter, by priority of the strategy", "Priority", Columns,
                [.. lines.Select(l => Line(l.Group, l.Measure, context))]),
            new Table("gaps-table", "Main gaps", "The main gap of each measure", "Priority", GapColumns,
                [.. lines.Where(l => l.Measure.MainGap() is not null).Select(l => Gap(l.Group, l.Measure, l.Measure.MainGap()!, context.Cells))]));
    }

    private static IEnumerable<(string, Measure)> Lines(PackContext context)
    {
        var placed = new HashSet<Measure>();
        foreach ((int i, PackPriority priority) in context.Input.Definition.Objectives.SelectMany(o => o.Priorities).Index())
            foreach (Measure measure in context.Covered(priority.MeasureIds).Where(placed.Add))
                yield return ($"Priority {FigureFormat.Count(i + 1)}. {priority.Title}", measure);
        foreach (Measure measure in context.Measures.Where(m => !placed.Contains(m)))
            yield return ("Further measures named in the strategy and its sources", measure);
    }

    private static Row Line(string group, Measure measure, PackContext context)
    {
        const string Absent = "by group";
        MeasureRow? figure = measure.Principal(), change = measure.Change();
        Cells cells = context.Cells;
        return Row.Of(
            measure, "", group,
            Cells.Name(measure), cells.Figure(figure, Absent), cells.Interval(figure, Absent), Cells.Base(figure, Absent),
            Window(measure, figure, context.Input.Sources), cells.Figure(change), cells.Interval(change), Cells.Tested(change),
            Cells.Level(figure?.Target, figure?.Unit ?? measure.Unit), Cells.Status(measure.Status()), Cells.Signal(measure));
    }

    private static string Window(Measure measure, MeasureRow? figure, IReadOnlyList<MeasureSource> sources) => figure switch
    {
        null => "see Inequalities by characteristic",
        { Feed: NotSupplied } => NotSupplied + (sources.FirstOrDefault(s => s.MeasureId == measure.Id) is { } source ? $"; named in {source.Source}" : ""),
        _ => Wording.ShortWindow(figure),
    };

    private static Row Gap(string group, Measure measure, MeasureRow gap, Cells cells) => Row.Of(
        measure, gap.Breakdown, group,
        Cells.Name(measure), $"{gap.Group} and {gap.Comparator}", cells.Figure(gap), cells.Interval(gap), Cells.Tested(gap));
}
