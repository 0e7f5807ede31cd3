using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Feeds;
using IncDiv.Measures.Tallies;

namespace IncDiv.Measures.Estimates;

/// <summary>The quarters that a window covers, their sums taken together (statistics.md C9).</summary>
/// <param name="Start">First day covered.</param>
/// <param name="End">Last day covered.</param>
/// <param name="Tallies">The quarters that are there; the last one is the window's own.</param>
/// <param name="IsComplete">None is missing.</param>
internal sealed record Pool(string Window, DateOnly Start, DateOnly End, IReadOnlyList<FeedTally> Tallies, bool IsComplete)
{
    public Sums Of(Measure measure, Breakdown breakdown, string group, int series = 0)
    {
        Sums sums = default;
        foreach (FeedTally tally in Tallies)
            sums += tally.Of(measure).Of(series, breakdown, group);
        return sums;
    }

    /// <summary>The groups of a breakdown in display order, ladder by ladder; the values of a text column in ordinal order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> LaddersOf(Breakdown breakdown)
    {
        Feed feed = Tallies[^1].Feed;
        return breakdown.IsOpen
            ? [[.. Tallies.SelectMany(t => t.GroupsOf(breakdown)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]]
            : [.. breakdown.LaddersIn(feed).Select(l => l.Select(g => g.Label).ToList())];
    }

    /// <summary>Several groups taken together.</summary>
    public Sums Of(Measure measure, Breakdown breakdown, IReadOnlyList<string> groups, int series = 0)
    {
        Sums sums = default;
        foreach (string group in groups)
            sums += Of(measure, breakdown, group, series);
        return sums;
    }

    /// <summary>The values of several groups, in an array of the caller's own.</summary>
    public double[] ValuesOf(Measure measure, Breakdown breakdown, IReadOnlyList<string> groups)
    {
        var values = new double[(int)Of(measure, breakdown, groups).N];
        int count = 0;
        foreach (FeedTally tally in Tallies)
            foreach (string group in groups)
            {
                ReadOnlySpan<double> more = tally.Of(measure).ValuesOf(0, breakdown, group);
                more.CopyTo(values.AsSpan(count));
                count += more.Length;
            }
        return values;
    }
}
