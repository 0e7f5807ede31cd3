namespace IncDiv.Measures.Estimators;

/// <summary>
/// Rates of groups as if each had the mix of the whole, of ranks or of lengths of service (statistics.md C4). The standard is the mean
/// quarter-end headcount of everyone in the measure now, for figures of a year before too: a change is not that of the mix.
/// </summary>
/// <param name="whole">The window whose people are the standard.</param>
internal sealed class StandardisedRateEstimator(Measure measure, PooledWindow whole) : Estimator(measure)
{
    private const int Events = 0, Heads = 1;

    public override Estimate Level(PooledWindow pool, Breakdown breakdown, string group)
    {
        Breakdown standard = Measure.Standard!, crossed = Measure.Crossed(breakdown, standard);
        double quarters = pool.Tallies.Count, heads = pool.Sum(Measure, breakdown, group, Heads).N / quarters;
        var strata = new List<RateStratum>();
        foreach (CodeGroup stratum in standard.OrderedGroupsIn(pool.Tallies[^1].Feed).SelectMany(l => l))
        {
            string mine = Breakdown.Joined(group, stratum.Label);
            strata.Add(new RateStratum(
                pool.Sum(Measure, crossed, mine, Events).N, pool.Sum(Measure, crossed, mine, Heads).N / quarters,
                whole.Sum(Measure, standard, stratum.Label, Heads).N / whole.Tallies.Count));
        }
        return StandardisedRate.Compute(strata) is { } found
            ? new Estimate(found.Rate * 100, found.Interval.Times(100), heads, heads, Symbol: Flag(heads)) { Error = found.Error * 100 }
            : Estimate.NotApplicable(heads);
    }

    public override Estimate Compare(PooledWindow pool, Breakdown breakdown, string group, IReadOnlyList<string> against, string statistic)
    {
        Estimate mine = Level(pool, breakdown, group), theirs = Level(pool, breakdown, against[0]);
        // The catalogue's checks let a standardised rate be compared with one named group only.
        if (mine.Value is null || theirs.Value is null)
            return Estimate.NotApplicable(mine.N);
        return Change(mine, theirs) with { Error = StandardError(mine, theirs) };
    }
}
