namespace IncDiv.Packs.Sections;

/// <summary>The groups of a measure: level, and the gap to the comparator. A ratio or index has its own line.</summary>
internal static class GroupTable
{
    public static Column[] Columns(string groups) =>
    [
        new(groups), new("Figure", ColumnKind.Figure), new("95% interval", ColumnKind.Interval), new("Base", ColumnKind.Figure),
        new("Compared with"), new("Gap", ColumnKind.Figure), new("95% interval of the gap", ColumnKind.Interval), new("Adjusted p-value"), new("Significance"),
    ];

    /// <param name="rows">Rows of one measure and breakdown, in the order of the groups.</param>
    public static IEnumerable<Row> Lines(string heading, Measure measure, string breakdown, IEnumerable<MeasureRow> rows, Cells cells)
    {
        foreach (IGrouping<string, MeasureRow> group in rows.GroupBy(r => r.Group, StringComparer.Ordinal))
        {
            MeasureRow[] gaps = [.. group.Where(r => r.Statistic == Statistic.Gap)];
            MeasureRow? level = group.FirstOrDefault(r => r.Statistic == Statistic.Level);
            if (level is not null || gaps.Length > 0)
                yield return Line(Cells.Text(group.Key), level, gaps.FirstOrDefault(), gaps.FirstOrDefault());
            foreach (MeasureRow gap in gaps.Skip(1))
                yield return Line($"{group.Key}, compared with {gap.Comparator}", null, gap, gap);
            foreach (MeasureRow other in group.Where(r => r.Statistic is not (Statistic.Level or Statistic.Gap)))
                yield return Line($"{group.Key}: {Wording.Compared(other)}", other, null, other);
        }

        Row Line(Cell name, MeasureRow? figure, MeasureRow? gap, MeasureRow? tested) => Row.Of(
            measure, breakdown, heading,
            name, cells.Figure(figure), cells.Interval(figure), Cells.Base(figure),
            Cells.Text(tested?.Comparator ?? ""), cells.Figure(gap), cells.Interval(gap), Probability(tested), Cells.Tested(tested));
    }

    private static string Probability(MeasureRow? row) => (row?.PAdjusted ?? row?.PValue) is double p ? Wording.Probability(p) : "none";
}
