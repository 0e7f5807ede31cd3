namespace IncDiv.Measures.Estimators;

/// <summary>Percentages: weighted shares with Wilson intervals on the effective base (statistics.md C1, C2), gaps with Newcombe intervals and the pooled z test
/// (C5), ratios with Katz intervals (C6). Small counts are tested by Fisher's exact test.</summary>
internal class ShareEstimator(Measure measure) : Estimator(measure)
{
    // Below this cell count the normal approximation is unreliable (Cochran's rule, applied to observed counts).
    private const double SmallCount = 5;

    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group)
    {
        Sums sums = window.Sum(Measure, breakdown, group);
        return Percent(sums, Flag(sums.N));
    }

    public override double? Value(PooledWindow window, Breakdown breakdown, string group) =>
        window.Sum(Measure, breakdown, group) is { N: > 0 } sums ? sums.Mean * 100 : null;

    public override Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic)
    {
        Sums mine = window.Sum(Measure, breakdown, group), theirs = window.Sum(Measure, breakdown, against);
        if (mine.N == 0 || theirs.N == 0)
            return Estimate.NotApplicable(mine.N);
        if (statistic == Statistic.Ratio)
            return Ratio(mine, theirs);
        Estimate gap = Less(Percent(mine, Symbols.None), Percent(theirs, Symbols.None));
        return gap with { Symbol = Flag(mine.N, theirs.N) };
    }

    public override Estimate Change(Estimate now, Estimate then) => Less(now, then);

    internal static Estimate Percent(Sums sums, Symbols symbol)
    {
        if (sums.N == 0)
            return Estimate.NotApplicable(0);
        // There may be more answers than invitations. Such a rate has no binomial interval.
        double p = sums.Mean, n = sums.Effective;
        return p > 1 ? new Estimate(p * 100, null, sums.N, n, Symbol: symbol) : Share(p, n, sums.N, n, symbol);
    }

    /// <summary>A share with Wilson's interval.</summary>
    /// <param name="tested">The base from which the interval is computed.</param>
    protected static Estimate Share(double p, double tested, double n, double effective, Symbols symbol) =>
        new(p * 100, Wilson.Interval(Math.Min(p * tested, tested), tested).Times(100), n, effective, Symbol: symbol)
        {
            Base = tested,
            Error = 100 * Math.Sqrt(Math.Max(0, p * (1 - p)) / tested),
        };

    /// <summary>The difference of two shares: Newcombe's interval, pooled z test, unpooled standard error.</summary>
    protected static Estimate Less(Estimate first, Estimate second)
    {
        double difference = first.Value!.Value - second.Value!.Value;
        var estimate = new Estimate(difference, null, first.N, first.NEffective, Symbol: Worse(first.Symbol, second.Symbol));
        if (first.Base is not { } n1 || second.Base is not { } n2)
            return estimate;
        return estimate with
        {
            Interval = Difference.Interval(first.Value.Value, first.Interval!.Value, second.Value.Value, second.Interval!.Value),
            P = Normal.TwoSidedP(ZTest.Pooled(first.Value.Value / 100, n1, second.Value.Value / 100, n2)),
            Error = StandardError(first, second),
        };
    }

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
