namespace IncDiv.Measures.Estimators;

/// <summary>Responses divided by the number of people invited, which the drop's manifest may state.</summary>
internal sealed class ResponseRateEstimator(Measure measure) : ShareEstimator(measure)
{
    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group) => window.Tallies.All(t => t.Invited is not null)
        ? Rate(Sums.Counted(window.Tallies.Sum(t => t.Rows), window.Tallies.Sum(t => t.Invited!.Value)))
        : Estimate.NotSupplied;

    public override double? Value(PooledWindow window, Breakdown breakdown, string group) => Level(window, breakdown, group).Value;

    private Estimate Rate(Sums sums) => Percent(sums, Flag(sums.N));
}
