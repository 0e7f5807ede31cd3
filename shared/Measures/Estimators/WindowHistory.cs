namespace IncDiv.Measures.Estimators;

/// <summary>The windows of every feed by quarter. Each pooled window is built once.</summary>
/// <param name="tallies">The tally of a feed for a quarter, or null.</param>
internal sealed class WindowHistory(Func<string, Quarter, FeedTally?> tallies)
{
    private readonly Dictionary<(string, Quarter), FeedTally?> _tallies = [];
    private readonly Dictionary<(string, MeasureWindow, Quarter), PooledWindow> _windows = [];

    /// <summary>The quarters that a window of <paramref name="feed"/> covers, counted back from a quarter; empty for a measure that no feed supplies.</summary>
    public PooledWindow Find(string feed, MeasureWindow window, Quarter quarter)
    {
        if (!_windows.TryGetValue((feed, window, quarter), out PooledWindow? pooled))
            _windows.Add((feed, window, quarter), pooled = Build(window, quarter, at => feed == Measure.NotSupplied ? null : Tally(feed, at)));
        return pooled;
    }

    private static PooledWindow Build(MeasureWindow window, Quarter quarter, Func<Quarter, FeedTally?> tally)
    {
        PooledWindow Covering(DateOnly start, DateOnly end, params Quarter[] quarters)
        {
            FeedTally[] available = tally(quarters[^1]) is null ? [] : [.. quarters.Select(tally).OfType<FeedTally>()];
            return new PooledWindow(window, start, end, available, available.Length == quarters.Length);
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

    private FeedTally? Tally(string feed, Quarter at)
    {
        if (!_tallies.TryGetValue((feed, at), out FeedTally? tally))
            _tallies.Add((feed, at), tally = tallies(feed, at));
        return tally;
    }
}
