using IncDiv.Measures.Statistics;

namespace IncDiv.Workflows.Computation;

/// <summary>
/// Builds control charts from published figures, by the same rules as the wording of the scorecard. A chart begins at the last series break,
/// which the row's note names.
/// </summary>
internal static class ControlCharts
{
    // The scorecard describes variation from the same number of points.
    private const int MinPoints = 7;

    private const string Since = "control limits from ";

    public static IReadOnlyList<ControlSeries> Create(IReadOnlyList<MeasureRow> rows, IReadOnlyList<MeasureRow> history)
    {
        ILookup<(string, string, string), MeasureRow> past = history.Where(IsCharted).ToLookup(Key);
        return [.. rows.Where(IsCharted).Select(r => Create(r, past[Key(r)])).OfType<ControlSeries>()];
    }

    private static ControlSeries? Create(MeasureRow row, IEnumerable<MeasureRow> past)
    {
        Quarter first = BreakQuarter(row.Note);
        List<(Quarter Quarter, double Value)> points =
            [.. past.Append(row).Select(r => (Quarter.Parse(r.Quarter), r.Value!.Value)).Where(p => p.Item1 >= first).OrderBy(p => p.Item1)];
        if (points.Count < MinPoints)
            return null;
        XmrChart chart = XmrChart.Create([.. points.Select(p => p.Value)]);
        return new ControlSeries(
            row.MeasureId, row.Window, [.. points.Zip(chart.Points, (p, c) => new ControlPoint(p.Quarter, p.Value, c.Direction))], chart.Mean, chart.Lower, chart.Upper);
    }

    private static Quarter BreakQuarter(string note)
    {
        int at = note.IndexOf(Since, StringComparison.Ordinal);
        string quarter = at < 0 ? "" : note[(at + Since.Length)..];
        return quarter.Length >= 10 && Quarter.TryParse(quarter[..10], out Quarter first) ? first : default;
    }

    private static bool IsCharted(MeasureRow row) =>
        row is { Breakdown: "all", Statistic: "level" or "index", Window: "quarter" or "snapshot", Value: not null };

    private static (string, string, string) Key(MeasureRow row) => (row.MeasureId, row.Window, row.Statistic);
}
