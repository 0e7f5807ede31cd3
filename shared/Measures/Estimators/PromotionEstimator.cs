namespace IncDiv.Measures.Estimators;

/// <summary>
/// A group's share of the promotions into a rank over its share of the rank below (the feeder) at the quarter ends of the window. The
/// feeder is a census and taken as known, so the interval is that of the share (as statistics.md C7). For all ranks together the
/// reference is the share expected from the feeders, each weighted by the promotions out of it.
/// </summary>
internal sealed class PromotionEstimator(Measure measure) : IndexEstimator(measure)
{
    private const int Promoted = 0, FeederCount = 1;

    public override Estimate Level(PooledWindow pool, Breakdown breakdown, string group)
    {
        double promotions = 0, members = 0, expected = 0;
        foreach (IReadOnlyList<string> ladder in pool.OrderedGroups(Measure.Ladder!))
            for (int step = 1; step < ladder.Count; step++)
            {
                if (breakdown.Name == Measure.Ladder!.Name && ladder[step] != group)
                    continue;
                Sums promoted = pool.Sum(Measure, Measure.Ladder, ladder[step], Promoted);
                Sums feeder = pool.Sum(Measure, Measure.Ladder, ladder[step - 1], FeederCount);
                if (feeder.N == 0)
                    continue;
                promotions += promoted.N;
                members += promoted.WY;
                expected += promoted.N * feeder.Mean;
            }
        return promotions == 0 || expected == 0
            ? Estimate.NotApplicable(promotions)
            : Index(members / promotions, promotions, promotions, expected / promotions);
    }
}
