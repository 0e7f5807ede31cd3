namespace IncDiv.Measures.Estimators;

/// <summary>A share over the group's share of London (statistics.md C7).</summary>
internal sealed class RepresentationEstimator(Measure measure) : IndexEstimator(measure)
{
    public override Estimate Level(PooledWindow pool, Breakdown breakdown, string group)
    {
        Sums sums = pool.Sum(Measure, breakdown, group);
        if (sums.N == 0)
            return Estimate.NotApplicable(0);
        return Screened(Index(sums.Mean, sums.N, sums.Effective, Measure.PopulationShare!.Value / 100));
    }
}
