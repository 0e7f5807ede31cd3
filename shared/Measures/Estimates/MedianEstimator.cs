using IncDiv.Contracts.Catalogue;
using IncDiv.Measures.Statistics;

namespace IncDiv.Measures.Estimates;

internal sealed class MedianEstimator(Measure measure) : Estimator(measure)
{
    public override Estimate Level(Pool pool, Breakdown breakdown, string group)
    {
        double n = pool.Of(Measure, breakdown, group).N;
        return Median.Of(pool.ValuesOf(Measure, breakdown, [group])) is { } median
            ? new Estimate(median, null, n, Symbol: Flag(n))
            : Estimate.NotApplicable(0);
    }

    public override Estimate Compare(Pool pool, Breakdown breakdown, string group, IReadOnlyList<string> against, string statistic)
    {
        double mine = pool.Of(Measure, breakdown, group).N, theirs = pool.Of(Measure, breakdown, against).N;
        double? gap = Median.Of(pool.ValuesOf(Measure, breakdown, [group])) - Median.Of(pool.ValuesOf(Measure, breakdown, against));
        return gap is null ? Estimate.NotApplicable(mine) : new Estimate(gap, null, mine, Symbol: Flag(mine, theirs));
    }
}
