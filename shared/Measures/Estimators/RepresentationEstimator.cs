namespace IncDiv.Measures.Estimators;

/// <summary>A share divided by the group's share of the population (statistics.md C7).</summary>
internal sealed class RepresentationEstimator(Measure measure) : IndexEstimator(measure)
{
    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group)
    {
        Sums sums = window.Sum(Measure, breakdown, group);
        if (sums.N == 0)
            return Estimate.NotApplicable(0);
        return Screened(Index(sums.Mean, sums.N, sums.Effective, Measure.PopulationShare!.Value / 100));
    }
}
