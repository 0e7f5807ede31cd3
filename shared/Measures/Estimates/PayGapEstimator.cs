using IncDiv.Contracts.Catalogue;
using IncDiv.Measures.Statistics;
using IncDiv.Measures.Tallies;

namespace IncDiv.Measures.Estimates;

/// <summary>
/// Pay gaps of means or medians, in percent of the comparator's pay (statistics.md C8). There are no levels: pay itself is not published.
/// </summary>
internal sealed class PayGapEstimator(Measure measure) : Estimator(measure)
{
    public override string? LevelStatistic => null;

    public override Estimate Level(Pool pool, Breakdown breakdown, string group) =>
        throw new InvalidOperationException($"Measure '{Measure.Id}' has no level.");

    public override Estimate Compare(Pool pool, Breakdown breakdown, string group, IReadOnlyList<string> against, string statistic)
    {
        Sums mine = pool.Of(Measure, breakdown, group), theirs = pool.Of(Measure, breakdown, against);
        if (mine.N == 0 || theirs.N == 0)
            return Estimate.NotApplicable(mine.N);
        if (theirs.Mean <= 0)
            return Estimate.NotApplicable(mine.N);
        double gap = Measure.Kind == MeasureKind.MeanPayGap
            ? PayGap.Of(theirs.Mean, mine.Mean)
            : PayGap.Of(MedianOf(pool, breakdown, against), MedianOf(pool, breakdown, [group]));
        return new Estimate(gap, null, mine.N, Symbol: Flag(mine.N, theirs.N));
    }

    private double MedianOf(Pool pool, Breakdown breakdown, IReadOnlyList<string> groups) =>
        Median.Of(pool.ValuesOf(Measure, breakdown, groups))!.Value;
}
