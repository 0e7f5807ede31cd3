namespace IncDiv.Measures.Estimators;

/// <summary>Percentages: weighted shares with Wilson intervals on the effective base (statistics.md C1, C2), gaps with Newcombe intervals and the pooled z test
/// (C5), ratios with Katz intervals (C6). Small counts are tested by Fisher's exact test.</summary>
internal class ShareEstimator(Measure measure) : Estimator(measure)
{
    // Below this cell count the normal approximation is unreliable (Cochran's rule, applied to observed counts).
    private const double SmallCount = 5;

    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group) => Percent(window.Sum(Measure, breakdown, group));

    public override double? Value(PooledWindow window, Breakdown breakdown, string group) =>
        window.Sum(Measure, breakdown, group) is { N: > 0 } sums ? sums.Mean * 100 : null;

    public override Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic)
    {
        Sums mine = window.Sum(Measure, breakdown, group), theirs = window.Sum(Measure, breakdown, against);
        if (mine.N == 0 || theirs.N == 0)
            return Estimate.NotApplicable(mine.N);
        if (statistic == Statistic.Ratio)
            return Ratio(mine, theirs);
        return Change(Percent(mine), Percent(theirs)) with { Symbol = Flag(mine.N, theirs.N) };
    }

    /// <summary>The difference of two shares, with the pooled z test.</summary>
    public override Estimate Change(Estimate now, Estimate then) => Less(now, then) with
    {
        P = now.Base is { } n1 && then.Base is { } n2 ? Normal.TwoSidedP(ZTest.Pooled(now.Value!.Value / 100, n1, then.Value!.Value / 100, n2)) : null,
    };

    protected Estimate Percent(Sums sums)
    {
        if (sums.N == 0)
            return Estimate.NotApplicable(0);
        // There may be more answers than invitations. Such a rate has no binomial interval.
        double p = sums.Mean, n = sums.Effective;
        return p > 1 ? new Estimate(p * 100, null, sums.N, n, Symbol: Flag(sums.N)) : Share(p, n, sums.N, n);
    }

    /// <param name="tested">The base from which the interval is computed.</param>
    protected Estimate Share(double p, double tested, double n, double effective) =>
        new(p * 100, Wilson.Interval(Math.Min(p * tested, tested), tested).Times(100), n, effective, Symbol: Flag(n))
        {
            Base = tested,
            Error = 100 * Math.Sqrt(Math.Max(0, p * (1 - p)) / tested),
        };

    private Estimate Ratio(Sums mine, Sums theirs)
    {
        double x1 = mine.Mean * mine.Effective, n1 = mine.Effective, x2 = theirs.Mean * theirs.Effective, n2 = theirs.Effective;
        if (RiskRatio.Compute(x1, n1, x2, n2) is not { } found)
            return Estimate.NotApplicable(mine.N);
        bool small = Measure.Weight is null && Math.Min(Math.Min(x1, n1 - x1), Math.Min(x2, n2 - x2)) < SmallCount;
        double p = small ? FisherExact.TwoSidedP(mine.WY, mine.N, theirs.WY, theirs.N) : found.P;
        return Screened(new Estimate(found.Ratio, found.Interval, mine.N, n1, p, Flag(mine.N, theirs.N)), small ? p : null);
    }
}

/// <summary>Responses divided by the number of people invited, which the drop's manifest may state.</summary>
internal sealed class ResponseRateEstimator(Measure measure) : ShareEstimator(measure)
{
    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group) => window.Tallies.All(t => t.Invited is not null)
        ? Percent(Sums.Counted(window.Tallies.Sum(t => t.Rows), window.Tallies.Sum(t => t.Invited!.Value)))
        : Estimate.NotSupplied;

    public override double? Value(PooledWindow window, Breakdown breakdown, string group) => Level(window, breakdown, group).Value;

    // Who was invited is in no table; those who answered are all rows.
    public override FigureSide Counts(MeasurePopulations people, PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups) =>
        new(people.Count(window.Tallies.Sum(t => t.Rows), window, () => people.Groups(breakdown, groups)));
}
