namespace IncDiv.Measures.Estimators;

/// <summary>The quarters that a window covers, with their sums added up (statistics.md C9).</summary>
/// <param name="Start">First day covered.</param>
/// <param name="End">Last day covered.</param>
/// <param name="Tallies">The quarters that have data; the last one is the quarter of the window.</param>
/// <param name="IsComplete">No quarter is missing.</param>
internal sealed record PooledWindow(MeasureWindow Window, DateOnly Start, DateOnly End, IReadOnlyList<FeedTally> Tallies, bool IsComplete)
{
    public Sums Sum(Measure measure, Breakdown breakdown, string group, int accumulator = 0)
    {
        Sums sums = default;
        foreach (FeedTally tally in Tallies)
            sums += tally.Find(measure).Sum(accumulator, breakdown, group);
        return sums;
    }

    /// <summary>The groups of a breakdown in display order, ladder by ladder; the values of a text column in ordinal order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OrderedGroups(Breakdown breakdown)
    {
        Feed feed = Tallies[^1].Feed;
        return breakdown.IsOpen
            ? [[.. Tallies.SelectMany(t => t.Groups(breakdown)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]]
            : [.. breakdown.OrderedGroupsIn(feed).Select(l => l.Select(g => g.Label).ToList())];
    }

    /// <summary>The sums of several groups together.</summary>
    public Sums Sum(Measure measure, Breakdown breakdown, IReadOnlyList<string> groups, int accumulator = 0)
    {
        Sums sums = default;
        foreach (string group in groups)
            sums += Sum(measure, breakdown, group, accumulator);
        return sums;
    }

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
