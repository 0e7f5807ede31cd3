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
            return Less(Rate((x1, n1)), Rate((x2, n2))) with { Symbol = Flag(n1, n2) };
        return RateRatio.Compute(x1, n1, x2, n2) is not { } found
            ? Estimate.NotApplicable(n1)
            : Screened(new Estimate(found.Ratio, found.Interval, n1, n1, found.P, Flag(n1, n2)), Math.Min(x1, x2) < EventCount.ExactBelow ? found.P : null);
    }

    public override Estimate Change(Estimate now, Estimate then) => Less(now, then);

    private Estimate Rate((double X, double N) sums)
    {
        (double x, double n) = sums;
        return n == 0
            ? Estimate.NotApplicable(0)
            : new Estimate(100 * x / n, EventCount.Interval(x).Times(100 / n), n, n, Symbol: Flag(n)) { Base = n, Error = 100 * Math.Sqrt(x) / n };
    }

    private static Estimate Less(Estimate first, Estimate second)
    {
        double rate1 = first.Value!.Value, rate2 = second.Value!.Value, n1 = first.Base!.Value, n2 = second.Base!.Value;
        double x1 = rate1 / 100 * n1, x2 = rate2 / 100 * n2;
        // Under the hypothesis of one common rate, the variance of the difference is that rate over each base.
        double pooled = (x1 + x2) / (n1 + n2), error = Math.Sqrt(pooled * (1 / n1 + 1 / n2));
        double p = Math.Min(x1, x2) < EventCount.ExactBelow
            ? RateRatio.ExactP(x1, n1, x2, n2)
            : Normal.TwoSidedP((rate1 - rate2) / 100 / error);
        return new Estimate(
            rate1 - rate2, Difference.Interval(rate1, first.Interval!.Value, rate2, second.Interval!.Value), first.N, first.NEffective, p,
            Worse(first.Symbol, second.Symbol))
        { Error = StandardError(first, second) };
    }

    private (double X, double N) SumsOf(PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups) =>
        (window.Sum(Measure, breakdown, groups, Events).N, window.Sum(Measure, breakdown, groups, Heads).N / window.Tallies.Count);
}
