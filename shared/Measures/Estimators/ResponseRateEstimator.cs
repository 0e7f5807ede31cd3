namespace IncDiv.Measures.Estimators;

/// <summary>Responses over the people invited; their number comes with the drop's manifest, if at all.</summary>
internal sealed class ResponseRateEstimator(Measure measure) : ShareEstimator(measure)
{
    public override Estimate Level(PooledWindow pool, Breakdown breakdown, string group) => pool.Tallies.All(t => t.Invited is not null)
        ? Rate(Sums.Counted(pool.Tallies.Sum(t => t.Rows), pool.Tallies.Sum(t => t.Invited!.Value)))
        : Estimate.NotSupplied;

    public override double? Value(PooledWindow pool, Breakdown breakdown, string group) => Level(pool, breakdown, group).Value;

    private Estimate Rate(Sums sums) => Percent(sums, Flag(sums.N));
}
