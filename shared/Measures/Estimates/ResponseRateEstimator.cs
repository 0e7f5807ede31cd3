using IncDiv.Contracts.Catalogue;
using IncDiv.Measures.Tallies;

namespace IncDiv.Measures.Estimates;

/// <summary>Responses over the people invited; their number comes with the drop's manifest, if at all.</summary>
internal sealed class ResponseRateEstimator(Measure measure) : ShareEstimator(measure)
{
    public override Estimate Level(Pool pool, Breakdown breakdown, string group) => pool.Tallies.All(t => t.Invited is not null)
        ? Of(Sums.Counted(pool.Tallies.Sum(t => t.Rows), pool.Tallies.Sum(t => t.Invited!.Value)))
        : Estimate.NotSupplied;

    public override double? Value(Pool pool, Breakdown breakdown, string group) => Level(pool, breakdown, group).Value;

    private Estimate Of(Sums sums) => Percent(sums, Flag(sums.N));
}
