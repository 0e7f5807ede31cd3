namespace IncDiv.Measures.Estimators;

/// <summary>A headcount, or the sum of a value over rows. Nothing is estimated, so there is no interval; a change is in percent (statistics.md C9).</summary>
internal sealed class CountEstimator(Measure measure) : Estimator(measure)
{
    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group)
    {
        Sums sums = window.Sum(Measure, breakdown, group);
        return new Estimate(Measure.Value is null ? sums.N : sums.WY, null, sums.N);
    }

    public override Estimate Change(Estimate now, Estimate then) => then.Value is 0
        ? Estimate.NotApplicable(now.N)
        : new Estimate((now.Value!.Value - then.Value!.Value) / then.Value.Value * 100, null, now.N);
}
