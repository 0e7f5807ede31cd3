using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Feeds;
using IncDiv.Measures.Statistics;

namespace IncDiv.Measures.Estimates;

/// <summary>
/// Rates of groups as if each had the mix of the whole, of ranks or of lengths of service (statistics.md C4). The standard is the mean
/// quarter-end headcount of everyone in the measure now, for figures of a year before too: a change is not that of the mix.
/// </summary>
/// <param name="whole">The window whose people are the standard.</param>
internal sealed class StandardisedRateEstimator(Measure measure, Pool whole) : Estimator(measure)
{
    private const int Events = 0, Heads = 1;

    public override Estimate Level(Pool pool, Breakdown breakdown, string group)
    {
        Breakdown standard = Measure.Standard!, crossed = Measure.Crossed(breakdown, standard);
        double quarters = pool.Tallies.Count, heads = pool.Of(Measure, breakdown, group, Heads).N / quarters;
        var strata = new List<RateStratum>();
        foreach (CodeGroup stratum in standard.LaddersIn(pool.Tallies[^1].Feed).SelectMany(l => l))
        {
            string mine = Breakdown.Joined(group, stratum.Label);
            strata.Add(new RateStratum(
                pool.Of(Measure, crossed, mine, Events).N, pool.Of(Measure, crossed, mine, Heads).N / quarters,
                whole.Of(Measure, standard, stratum.Label, Heads).N / whole.Tallies.Count));
        }
        return StandardisedRate.Of(strata) is { } found
            ? new Estimate(found.Rate * 100, found.Interval.Times(100), heads, heads, Symbol: Flag(heads)) { Error = found.Error * 100 }
            : Estimate.NotApplicable(heads);
    }

    public override Estimate Compare(Pool pool, Breakdown breakdown, string group, IReadOnlyList<string> against, string statistic)
    {
        Estimate mine = Level(pool, breakdown, group), theirs = Level(pool, breakdown, against[0]);
        // The catalogue's checks let a standardised rate be compared with one named group only.
        if (mine.Value is null || theirs.Value is null)
            return Estimate.NotApplicable(mine.N);
        return Change(mine, theirs) with { Error = ErrorOf(mine, theirs) };
    }
}
