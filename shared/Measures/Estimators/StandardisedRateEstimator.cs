namespace IncDiv.Measures.Estimators;

/// <summary>Rates of groups, standardised to the mix of ranks or lengths of service of all groups together (statistics.md C4). The standard is the current mean
/// quarter-end headcount of everyone in the measure. Figures of a year before use it too, so a changed mix causes no change.</summary>
/// <param name="whole">The window whose people are the standard.</param>
internal sealed class StandardisedRateEstimator(Measure measure, PooledWindow whole) : Estimator(measure)
{
    private const int Events = 0, Heads = 1;

    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group)
    {
        Breakdown standard = Measure.Standard!, crossed = Measure.Crossed(breakdown, standard);
        double quarters = window.Tallies.Count, heads = window.Sum(Measure, breakdown, group, Heads).N / quarters;
        var strata = new List<RateStratum>();
        foreach (CodeGroup stratum in standard.OrderedGroupsIn(window.Tallies[^1].Feed).SelectMany(l => l))
        {
            string mine = Breakdown.Joined(group, stratum.Label);
            strata.Add(new RateStratum(
                window.Sum(Measure, crossed, mine, Events).N, window.Sum(Measure, crossed, mine, Heads).N / quarters,
                whole.Sum(Measure, standard, stratum.Label, Heads).N / whole.Tallies.Count));
        }
        return StandardisedRate.Compute(strata) is { } found
            ? new Estimate(found.Rate * 100, found.Interval.Times(100), heads, heads, Symbol: Flag(heads)) { Error = found.Error * 100 }
            : Estimate.NotApplicable(heads);
    }

    public override Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic)
    {
        Estimate mine = Level(window, breakdown, group), theirs = Level(window, breakdown, against[0]);
        // The catalogue checks ensure that a standardised rate is compared with one named group only.
        if (mine.Value is null || theirs.Value is null)
            return Estimate.NotApplicable(mine.N);
        return Change(mine, theirs) with { Error = StandardError(mine, theirs) };
    }
}
