using IncDiv.Contracts.Catalogue;
using IncDiv.Measures.Statistics;
using IncDiv.Measures.Tallies;

namespace IncDiv.Measures.Estimates;

/// <summary>Weighted means with normal intervals on the effective base, and their differences.</summary>
internal sealed class MeanEstimator(Measure measure) : Estimator(measure)
{
    public override Estimate Level(Pool pool, Breakdown breakdown, string group)
    {
        Sums sums = pool.Of(Measure, breakdown, group);
        if (sums.N == 0)
            return Estimate.NotApplicable(0);
        return new Estimate(sums.Mean, Around(sums.Mean, SquaredError(sums)), sums.N, sums.Effective, Symbol: Flag(sums.N));
    }

    public override Estimate Compare(Pool pool, Breakdown breakdown, string group, IReadOnlyList<string> against, string statistic)
    {
        Sums mine = pool.Of(Measure, breakdown, group), theirs = pool.Of(Measure, breakdown, against);
        if (mine.N == 0 || theirs.N == 0)
            return Estimate.NotApplicable(mine.N);
        double gap = mine.Mean - theirs.Mean;
        double? error = SquaredError(mine) + SquaredError(theirs);
        var estimate = new Estimate(gap, Around(gap, error), mine.N, mine.Effective, Symbol: Flag(mine.N, theirs.N));
        if (error is not > 0)
            return estimate;
        double p = Normal.TwoSidedP(gap / Math.Sqrt(error.Value));
        return estimate with { P = p, Significance = ZTest.Significance(gap, p) };
    }

    // s²/n with the sample variance and the effective base; one answer says nothing about its spread.
    private static double? SquaredError(Sums sums) => sums.N > 1 ? sums.Variance * sums.N / (sums.N - 1) / sums.Effective : null;

    private static Interval? Around(double centre, double? squaredError)
    {
        if (squaredError is not { } square)
            return null;
        double half = Normal.Z95 * Math.Sqrt(square);
        return new Interval(centre - half, centre + half);
    }
}
