namespace IncDiv.Measures.Estimators;

/// <summary>
/// Pay gaps of means or medians, in percent of the comparator's pay (statistics.md C8). There are no levels: pay itself is not published.
/// </summary>
internal sealed class PayGapEstimator(Measure measure) : Estimator(measure)
{
    public override string? LevelStatistic => null;

    public override Estimate Level(PooledWindow pool, Breakdown breakdown, string group) =>
        throw new InvalidOperationException($"Measure '{Measure.Id}' has no level.");

    public override Estimate Compare(PooledWindow pool, Breakdown breakdown, string group, IReadOnlyList<string> against, string statistic)
    {
        Sums mine = pool.Sum(Measure, breakdown, group), theirs = pool.Sum(Measure, breakdown, against);
        if (mine.N == 0 || theirs.N == 0)
            return Estimate.NotApplicable(mine.N);
        if (theirs.Mean <= 0)
            return Estimate.NotApplicable(mine.N);
        double gap = Measure.Kind == MeasureKind.MeanPayGap
            ? PayGap.Compute(theirs.Mean, mine.Mean)
            : PayGap.Compute(GroupMedian(pool, breakdown, against), GroupMedian(pool, breakdown, [group]));
        return new Estimate(gap, null, mine.N, Symbol: Flag(mine.N, theirs.N));
    }

    private double GroupMedian(PooledWindow pool, Breakdown breakdown, IReadOnlyList<string> groups) =>
        Median.Compute(pool.CollectValues(Measure, breakdown, groups))!.Value;
}
