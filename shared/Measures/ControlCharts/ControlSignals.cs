namespace IncDiv.Measures.ControlCharts;

/// <summary>
/// Statistical process control of the levels of discrete quarters (statistics.md C10), never of rolling windows, waves or snapshots of the
/// workforce: consecutive points of those share data, so their moving ranges are far too small. The chart holds the quarters that have data,
/// from the last series break or rebasing on.
/// </summary>
internal sealed class ControlSignals(Measure measure, WindowHistory history, Quarter quarter, MeasureCatalogue catalogue)
{
    // The shortest pattern in the rules needs three points and the usual one seven. With fewer points a chart shows nothing useful.
    private const int MinPoints = 7;

    /// <summary>The row with its variation and assurance.</summary>
    public MeasureRow Signal(MeasureRow row, PooledWindow window, Estimator estimator, Breakdown breakdown, string group)
    {
        if (row.Value is null || window.Window != MeasureWindow.Quarter)
            return row;
        Quarter oldest = quarter.AddQuarters(1 - MeasureEngine.QuartersNeeded);
        SeriesBreak? fresh = Breaks(row.Breakdown, row.Group).Where(b => b.First > oldest && b.First <= quarter).MaxBy(b => b.First);
        var values = new List<double>();
        for (Quarter at = fresh?.First ?? oldest; at < quarter; at = at.AddQuarters(1))
            if (history.Find(measure.Feed, window.Window, at) is { IsComplete: true } then && estimator.Value(then, breakdown, group) is { } value)
                values.Add(value);
        values.Add(row.Value.Value);
        XmrChart chart = XmrChart.Create(values);
        return row with
        {
            Variation = values.Count < MinPoints ? "" : Variation(chart, measure.Polarity),
            Assurance = row.Target is not { } target ? "" : chart.IsTrial ? "too few points" : Assurance(chart, target, measure.Polarity),
            Note = fresh is null ? row.Note : Joined(row.Note, $"control limits from {fresh.First}: {fresh.Reason}"),
        };
    }

    /// <summary>Whether a period, or the two ends that a figure compares, spans a series break or includes the quarter of the break.</summary>
    /// <param name="groups">The groups that the figure is about.</param>
    public bool IsBroken(string breakdown, DateOnly start, DateOnly end, params string[] groups) => Breaks(breakdown, groups).Any(b =>
        b.Breaks && (b.First == Quarter.Containing(end) || (start < b.First.FirstDay && b.First.FirstDay <= end)));

    /// <summary>The variation of the last point, in the terms of outputs.md.</summary>
    internal static string Variation(XmrChart chart, string polarity)
    {
        ChartPoint last = chart.Points[^1];
        if (last.Cause == SpecialCause.None)
            return "common cause";
        return polarity switch
        {
            "up" => last.Direction > 0 ? "improvement" : "concern",
            "down" => last.Direction < 0 ? "improvement" : "concern",
            "parity" => Math.Abs(last.Value - 1) < Math.Abs(chart.Mean - 1) ? "improvement" : "concern",
            _ => "shift",
        };
    }

    /// <summary>Whether the process, if unchanged, will pass the target, fail it, or hit or miss it by chance.</summary>
    internal static string Assurance(XmrChart chart, double target, string polarity)
    {
        bool isAbove = target > chart.Upper, isBelow = target < chart.Lower;
        return polarity switch
        {
            "up" => isAbove ? "fail" : isBelow ? "pass" : "hit or miss",
            "down" => isAbove ? "pass" : isBelow ? "fail" : "hit or miss",
            "parity" => isAbove || isBelow ? "fail" : "hit or miss",
            _ => "",
        };
    }

    private static string Joined(string first, string second) => first.Length == 0 ? second : $"{first}; {second}";

    private IEnumerable<SeriesBreak> Breaks(string breakdown, params string[] groups) => catalogue.Breaks.Where(b => b.Concerns(measure, breakdown, groups));
}
