using IncDiv.Contracts.Catalogue;
using IncDiv.Measures.Statistics;
using IncDiv.Measures.Tallies;

namespace IncDiv.Measures.Estimates;

/// <summary>
/// Percentages: weighted shares with Wilson intervals on the effective base (statistics.md C1, C2), gaps with Newcombe intervals and the
/// pooled z test (C5), ratios with those of Katz (C6). A rate is a share whose base is the mean of the quarter ends.
/// </summary>
internal sealed class ShareEstimator(Measure measure) : Estimator(measure)
{
    public override Estimate Level(Pool pool, Breakdown breakdown, string group)
    {
        Sums sums = SumsOf(pool, breakdown, [group]);
        return Percent(sums, Flag(sums.N));
    }

    public override Estimate Compare(Pool pool, Breakdown breakdown, string group, IReadOnlyList<string> against, string statistic)
    {
        Sums mine = SumsOf(pool, breakdown, [group]), theirs = SumsOf(pool, breakdown, against);
        if (mine.N == 0 || theirs.N == 0)
            return Estimate.NotApplicable(mine.N);
        return statistic == "ratio" ? Ratio(mine, theirs) : Gap(mine, theirs);
    }

    internal static Estimate Percent(Sums sums, string symbol)
    {
        if (sums.N == 0)
            return Estimate.NotApplicable(0);
        double p = sums.Mean, n = sums.Effective;
        // More leavers than heads on average, or more answers than invitations, are possible; such a rate has no binomial interval.
        Interval? interval = p <= 1 ? Wilson.Of(Math.Min(p * n, n), n).Times(100) : null;
        return new Estimate(p * 100, interval, sums.N, n, Symbol: symbol);
    }

    private Estimate Gap(Sums mine, Sums theirs)
    {
        double p1 = mine.Mean, p2 = theirs.Mean, n1 = mine.Effective, n2 = theirs.Effective;
        var gap = new Estimate((p1 - p2) * 100, null, mine.N, n1, Symbol: Flag(mine.N, theirs.N));
        if (p1 > 1 || p2 > 1)
            return gap;
        double p = Normal.TwoSidedP(ZTest.Pooled(p1, n1, p2, n2));
        return gap with { Interval = Newcombe.Of(p1, n1, p2, n2).Times(100), P = p, Significance = ZTest.Significance(p1 - p2, p) };
    }

    private Estimate Ratio(Sums mine, Sums theirs)
    {
        if (RiskRatio.Of(mine.Mean * mine.Effective, mine.Effective, theirs.Mean * theirs.Effective, theirs.Effective) is not { } found)
            return Estimate.NotApplicable(mine.N);
        string words = ZTest.Significance(found.Ratio - 1, found.P);
        return new Estimate(found.Ratio, found.Interval, mine.N, mine.Effective, found.P, words, Flag(mine.N, theirs.N));
    }

    private Sums SumsOf(Pool pool, Breakdown breakdown, IReadOnlyList<string> groups) => Measure.Kind == MeasureKind.Rate
        ? Sums.Counted(pool.Of(Measure, breakdown, groups).N, pool.Of(Measure, breakdown, groups, series: 1).N / pool.Tallies.Count)
        : pool.Of(Measure, breakdown, groups);
}
