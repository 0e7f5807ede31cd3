namespace IncDiv.Measures.Estimators;

/// <summary>The windows of every feed through time, each pool built once.</summary>
/// <param name="tallies">The tally of a feed for a quarter, or null.</param>
internal sealed class WindowHistory(Func<string, Quarter, FeedTally?> tallies)
{
    private readonly Dictionary<(string, Quarter), FeedTally?> _tallies = [];
    private readonly Dictionary<(string, string, Quarter), PooledWindow> _windows = [];

    /// <summary>What a window of <paramref name="feed"/> covers as seen from a quarter; empty for what no feed supplies.</summary>
    public PooledWindow Find(string feed, string window, Quarter quarter)
    {
        if (!_windows.TryGetValue((feed, window, quarter), out PooledWindow? pool))
            _windows.Add((feed, window, quarter), pool = Build(window, quarter, at => feed == Measure.NotSupplied ? null : Tally(feed, at)));
        return pool;
    }

    private static PooledWindow Build(string window, Quarter quarter, Func<Quarter, FeedTally?> tally)
    {
        PooledWindow Covering(DateOnly start, DateOnly end, params Quarter[] quarters)
        {
            FeedTally[] there = tally(quarters[^1]) is null ? [] : [.. quarters.Select(tally).OfType<FeedTally>()];
            return new PooledWindow(window, start, end, there, there.Length == quarters.Length);
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
