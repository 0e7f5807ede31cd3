namespace IncDiv.Measures.Estimators;

/// <summary>Events in the window per 100 people, by the mean of the quarter-end headcounts. Limits are exact below ten events and Byar's from ten
/// (statistics.md C3). Differences combine intervals by Newcombe's method; ratios and small counts follow C6.</summary>
internal sealed class RateEstimator(Measure measure) : Estimator(measure)
{
    private const int Events = 0, Heads = 1;

    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group) => Rate(SumsOf(window, breakdown, [group]));

    public override Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic)
    {
        (double x1, double n1) = SumsOf(window, breakdown, [group]);
        (double x2, double n2) = SumsOf(window, breakdown, against);
        if (n1 == 0 || n2 == 0)
            return Estimate.NotApplicable(n1);
        if (statistic == Statistic.Gap)
            return Change(Rate((x1, n1)), Rate((x2, n2))) with { Symbol = Flag(n1, n2) };
        return RateRatio.Compute(x1, n1, x2, n2) is not { } found
            ? Estimate.NotApplicable(n1)
            : Screened(new Estimate(found.Ratio, found.Interval, n1, n1, found.P, Flag(n1, n2)), Math.Min(x1, x2) < EventCount.ExactBelow ? found.P : null);
    }

    public override Estimate Change(Estimate now, Estimate then)
    {
        double rate1 = now.Value!.Value, rate2 = then.Value!.Value, n1 = now.Base!.Value, n2 = then.Base!.Value;
        double x1 = rate1 / 100 * n1, x2 = rate2 / 100 * n2;
        // Under the hypothesis of one common rate, the variance of the difference is that rate over each base.
        double pooled = (x1 + x2) / (n1 + n2), error = Math.Sqrt(pooled * (1 / n1 + 1 / n2));
        double p = Math.Min(x1, x2) < EventCount.ExactBelow
            ? RateRatio.ExactP(x1, n1, x2, n2)
            : Normal.TwoSidedP((rate1 - rate2) / 100 / error);
        return Less(now, then) with { P = p };
    }

    public override FigureSide Counts(MeasurePopulations people, PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups)
    {
        (double events, double heads) = SumsOf(window, breakdown, groups);
        return new(people.Count(Persons(heads), window, () => people.Rows(Heads, breakdown, groups)))
        {
            Others = [people.Count(events, window, () => people.Rows(Events, breakdown, groups))],
        };
    }

    /// <summary>A mean of heads as persons: less than half a person is still somebody.</summary>
    internal static double Persons(double heads) => heads == 0 ? 0 : Math.Max(1, Math.Round(heads, MidpointRounding.AwayFromZero));

    private Estimate Rate((double X, double N) sums)
    {
        (double x, double n) = sums;
        return n == 0
            ? Estimate.NotApplicable(0)
            : new Estimate(100 * x / n, EventCount.Interval(x).Times(100 / n), n, n, Symbol: Flag(n)) { Base = n, Error = 100 * Math.Sqrt(x) / n };
    }

    private (double X, double N) SumsOf(PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups) =>
        (window.Sum(Measure, breakdown, groups, Events).N, window.Sum(Measure, breakdown, groups, Heads).N / window.Tallies.Count);
}

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
        return mine.Value is null || theirs.Value is null ? Estimate.NotApplicable(mine.N) : Change(mine, theirs);
    }

    // Those of the plain rate: the events of single lengths of service or ranks, of which this one is a sum, are not handed over.
    public override FigureSide Counts(MeasurePopulations people, PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups) =>
        new RateEstimator(Measure).Counts(people, window, breakdown, groups);
}
