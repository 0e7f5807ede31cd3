namespace IncDiv.Packs.Sections;

/// <summary>Baseline, present figure and target of each measure, for an audit.</summary>
internal static class TrajectorySection
{
    private static readonly Column[] Columns =
    [
        new("Measure"), new("Baseline", ColumnKind.Figure), new("Date of the baseline"),
        new("Figure", ColumnKind.Figure), new("95% interval", ColumnKind.Interval),
        new("Change on a year before", ColumnKind.Figure), new("Significance of the change"), new("Target", ColumnKind.Figure), new("Status"), new("Signal"),
    ];

    public static PackSection Create(PackContext context) => new(
        "trajectory",
        "Baseline, target and trajectory",
        new Paragraph(
            "A baseline was measured by others, at another time and perhaps in another way: no test is made against it. "
            + "The signal says whether the measure moves by more than chance, and whether left alone it will reach its target."),
        new Table("trajectory-table", "Trajectory", "From the baseline to the target, by priority", "Priority", Columns,
            [
                .. from objective in context.Input.Definition.Objectives
                   from priority in objective.Priorities
                   from measure in context.Covered(priority.MeasureIds)
                   select Line(priority, measure, context),
            ]));

    private static Row Line(PackPriority priority, Measure measure, PackContext context)
    {
        MeasureRow? figure = measure.Principal(), change = measure.Change();
        Baseline? baseline = context.Input.Sources.FirstOrDefault(s => s.MeasureId == measure.Id)?.Baselines
            .FirstOrDefault(b => b.Breakdown == Breakdown.All && b.Statistic == (figure?.Statistic ?? Statistic.Level));
        return Row.Of(
            measure, "", priority.Title,
            Cells.Name(measure), Cells.Level(baseline?.Value, measure.Unit), baseline?.Date ?? "none",
            context.Cells.Figure(figure), context.Cells.Interval(figure), context.Cells.Figure(change), Cells.Tested(change),
            Cells.Level(figure?.Target, measure.Unit), Cells.Status(measure.Status()), Cells.Signal(measure));
    }
}
