namespace IncDiv.Measures.Estimators;

/// <summary>The quarters that a window covers, with their sums added up (statistics.md C9).</summary>
/// <param name="Quarters">The quarters that have data; the last one is the quarter of the window.</param>
/// <param name="Tallies">One for each of them.</param>
/// <param name="IsComplete">No quarter is missing.</param>
internal sealed record PooledWindow(
    MeasureWindow Window, DateOnly Start, DateOnly End, IReadOnlyList<Quarter> Quarters, IReadOnlyList<FeedTally> Tallies, bool IsComplete)
{
    public Sums Sum(Measure measure, Breakdown breakdown, string group, int accumulator = 0) =>
        Tallies.Aggregate(default(Sums), (sums, tally) => sums + tally.Find(measure).Sum(accumulator, breakdown, group));

    /// <summary>The groups of a breakdown in display order, ladder by ladder; the values of a text column in ordinal order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OrderedGroups(Breakdown breakdown) => breakdown.IsOpen
        ? [[.. Tallies.SelectMany(t => t.Groups(breakdown)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]]
        : [.. breakdown.OrderedGroupsIn(Tallies[^1].Feed).Select(l => l.Select(g => g.Label).ToList())];

    public Sums Sum(Measure measure, Breakdown breakdown, IReadOnlyList<string> groups, int accumulator = 0) =>
        groups.Aggregate(default(Sums), (sums, group) => sums + Sum(measure, breakdown, group, accumulator));

    /// <summary>The values of several groups, in a new array.</summary>
    public double[] CollectValues(Measure measure, Breakdown breakdown, IReadOnlyList<string> groups)
    {
        var values = new double[(int)Sum(measure, breakdown, groups).N];
        int count = 0;
        foreach (FeedTally tally in Tallies)
            foreach (string group in groups)
            {
                ReadOnlySpan<double> more = tally.Find(measure).CollectValues(0, breakdown, group);
                more.CopyTo(values.AsSpan(count));
                count += more.Length;
            }
        return values;
    }
}

/// <summary>The windows of every feed by quarter. Each pooled window is built once.</summary>
internal sealed class WindowHistory(Func<string, Quarter, FeedTally?> tallies)
{
    private readonly Dictionary<(string, MeasureWindow, Quarter), PooledWindow> _windows = [];

    /// <summary>The quarters that a window of <paramref name="feed"/> covers, counted back from a quarter; empty for a measure that no feed supplies.</summary>
    public PooledWindow Find(string feed, MeasureWindow window, Quarter quarter)
    {
        if (!_windows.TryGetValue((feed, window, quarter), out PooledWindow? pooled))
            _windows.Add((feed, window, quarter), pooled = Build(window, quarter, at => feed == Measure.NotSupplied ? null : tallies(feed, at)));
        return pooled;
    }

    private static PooledWindow Build(MeasureWindow window, Quarter quarter, Func<Quarter, FeedTally?> tally)
    {
        PooledWindow Covering(DateOnly start, DateOnly end, params Quarter[] quarters)
        {
            Quarter[] available = tally(quarters[^1]) is null ? [] : [.. quarters.Where(q => tally(q) is not null)];
            return new PooledWindow(window, start, end, available, [.. available.Select(q => tally(q)!)], available.Length == quarters.Length);
        }
        switch (window)
        {
            case MeasureWindow.Rolling:
                Quarter first = quarter.AddQuarters(-3);
                return Covering(first.FirstDay, quarter.LastDay, first, quarter.AddQuarters(-2), quarter.AddQuarters(-1), quarter);
            case MeasureWindow.Snapshot:
                return Covering(quarter.LastDay, quarter.LastDay, quarter);
            case MeasureWindow.Wave:
                Quarter wave = Enumerable.Range(0, MeasureEngine.QuartersCarriedForward + 1).Select(back => quarter.AddQuarters(-back))
                    .FirstOrDefault(at => tally(at) is not null, quarter);
                return Covering(wave.FirstDay, wave.LastDay, wave);
            default:
                return Covering(quarter.FirstDay, quarter.LastDay, quarter);
        }
    }
}
