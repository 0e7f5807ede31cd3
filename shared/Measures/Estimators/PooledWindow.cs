namespace IncDiv.Measures.Estimators;

/// <summary>The quarters that a window covers, their sums taken together (statistics.md C9).</summary>
/// <param name="Start">First day covered.</param>
/// <param name="End">Last day covered.</param>
/// <param name="Tallies">The quarters that are there; the last one is the window's own.</param>
/// <param name="IsComplete">None is missing.</param>
internal sealed record PooledWindow(string Window, DateOnly Start, DateOnly End, IReadOnlyList<FeedTally> Tallies, bool IsComplete)
{
    public Sums Sum(Measure measure, Breakdown breakdown, string group, int series = 0)
    {
        Sums sums = default;
        foreach (FeedTally tally in Tallies)
            sums += tally.Find(measure).Sum(series, breakdown, group);
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

    /// <summary>Several groups taken together.</summary>
    public Sums Sum(Measure measure, Breakdown breakdown, IReadOnlyList<string> groups, int series = 0)
    {
        Sums sums = default;
        foreach (string group in groups)
            sums += Sum(measure, breakdown, group, series);
        return sums;
    }

    /// <summary>The values of several groups, in an array of the caller's own.</summary>
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
