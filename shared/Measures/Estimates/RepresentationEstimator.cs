using IncDiv.Contracts.Catalogue;
using IncDiv.Measures.Statistics;
using IncDiv.Measures.Tallies;

namespace IncDiv.Measures.Estimates;

/// <summary>A share over the group's share of London (statistics.md C7).</summary>
internal sealed class RepresentationEstimator(Measure measure) : Estimator(measure)
{
    public override string LevelStatistic => "index";

    public override Estimate Level(Pool pool, Breakdown breakdown, string group)
    {
        Sums sums = pool.Of(Measure, breakdown, group);
        if (sums.N == 0)
            return Estimate.NotApplicable(0);
        double n = sums.Effective, share = sums.Mean, reference = Measure.PopulationShare!.Value / 100;
        (double index, Interval interval) = RepresentationIndex.Of(Math.Min(share * n, n), n, reference);
        return new Estimate(index, interval, sums.N, n, Symbol: Flag(sums.N))
        {
            Error = Math.Sqrt(Math.Max(0, share * (1 - share)) / n) / reference,
            Note = FourFifths.Flag(index, interval, Measure.Polarity),
        };
    }
}
