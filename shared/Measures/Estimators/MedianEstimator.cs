namespace IncDiv.Measures.Estimators;

internal sealed class MedianEstimator(Measure measure) : Estimator(measure)
{
    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group)
    {
        double n = window.Sum(Measure, breakdown, group).N;
        return Median.Compute(window.CollectValues(Measure, breakdown, [group])) is { } median
            ? new Estimate(median, null, n, Symbol: Flag(n))
            : Estimate.NotApplicable(0);
    }

    public override Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic)
    {
        double mine = window.Sum(Measure, breakdown, group).N, theirs = window.Sum(Measure, breakdown, against).N;
        double? gap = Median.Compute(window.CollectValues(Measure, breakdown, [group])) - Median.Compute(window.CollectValues(Measure, breakdown, against));
        return gap is null ? Estimate.NotApplicable(mine) : new Estimate(gap, null, mine, Symbol: Flag(mine, theirs));
    }
}
