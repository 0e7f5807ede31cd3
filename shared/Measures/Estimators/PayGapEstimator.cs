namespace IncDiv.Measures.Estimators;

/// <summary>Pay gaps of means or medians, in percent of the comparator's pay (statistics.md C8). There are no levels, because pay itself is not
/// published.</summary>
internal sealed class PayGapEstimator(Measure measure) : Estimator(measure)
{
    public override Statistic? LevelStatistic => null;

    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group) =>
        throw new InvalidOperationException($"Measure '{Measure.Id}' has no level.");

    public override Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic)
    {
        Sums mine = window.Sum(Measure, breakdown, group), theirs = window.Sum(Measure, breakdown, against);
        if (mine.N == 0 || theirs.N == 0)
            return Estimate.NotApplicable(mine.N);
        if (theirs.Mean <= 0)
            return Estimate.NotApplicable(mine.N);
        double gap = Measure.Kind == MeasureKind.MeanPayGap
            ? PayGap.Compute(theirs.Mean, mine.Mean)
            : PayGap.Compute(GroupMedian(window, breakdown, against), GroupMedian(window, breakdown, [group]));
        return new Estimate(gap, null, mine.N, Symbol: Flag(mine.N, theirs.N));
    }

    private double GroupMedian(PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups) =>
        Median.Compute(window.CollectValues(Measure, breakdown, groups))!.Value;
}
