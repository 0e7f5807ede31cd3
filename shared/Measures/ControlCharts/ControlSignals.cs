namespace IncDiv.Measures.ControlCharts;

/// <summary>Statistical process control of the levels of discrete quarters (statistics.md C10), never of rolling windows, waves or snapshots of the workforce:
/// consecutive points of those share data, so their moving ranges are far too small. The chart holds the quarters that have data, from the last series break or
/// rebasing on.</summary>
internal sealed class ControlSignals(Measure measure, WindowHistory history, Quarter quarter, MeasureCatalogue catalogue)
{
    public MeasureRow Signal(MeasureRow row, PooledWindow window, Estimator estimator, Breakdown breakdown, string group)
    {
        if (row.Value is null || window.Window != MeasureWindow.Quarter)
            return row;
        Quarter oldest = quarter.AddQuarters(1 - MeasureEngine.QuartersNeeded);
        SeriesBreak? fresh = catalogue.ControlLimitsFrom(measure, row.Breakdown, row.Group, quarter) is { } found && found.First > oldest ? found : null;
        var values = new List<double>();
        for (Quarter at = fresh?.First ?? oldest; at < quarter; at = at.AddQuarters(1))
            if (history.Find(measure.Feed, window.Window, at) is { IsComplete: true } then && estimator.Value(then, breakdown, group) is { } value)
                values.Add(value);
        values.Add(row.Value.Value);
        var chart = new SignalChart(values, measure.Polarity);
        return row with
        {
            Variation = chart.Signal,
            Assurance = row.Target is { } target ? chart.Assess(target) : Assurance.None,
            Note = fresh is null ? row.Note : Joined(row.Note, $"control limits from {fresh.First}: {fresh.Reason}"),
        };
    }

    /// <summary>Whether a period, or the two ends that a figure compares, spans a series break or includes the quarter of the break.</summary>
    /// <param name="groups">The groups that the figure is about.</param>
    public bool IsBroken(string breakdown, DateOnly start, DateOnly end, params string[] groups) => catalogue.Breaks.Any(b =>
        b.Breaks && b.Concerns(measure, breakdown, groups) && (b.First == Quarter.Containing(end) || (start < b.First.FirstDay && b.First.FirstDay <= end)));

    private static string Joined(string first, string second) => first.Length == 0 ? second : $"{first}; {second}";
}
