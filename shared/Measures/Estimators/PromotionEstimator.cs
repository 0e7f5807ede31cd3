namespace IncDiv.Measures.Estimators;

/// <summary>A group's share of the promotions into a rank over its share of the rank below (the feeder) at the quarter ends of the window. The feeder is a
/// census and treated as known, so the interval is that of the share (as in statistics.md C7). For all ranks together, the reference is the share expected from
/// the feeders, each weighted by the promotions from it.</summary>
internal sealed class PromotionEstimator(Measure measure) : IndexEstimator(measure)
{
    private const int Promoted = 0, FeederCount = 1;

    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group)
    {
        double promotions = 0, members = 0, expected = 0;
        foreach (IReadOnlyList<string> ladder in window.OrderedGroups(Measure.Ladder!))
            for (int step = 1; step < ladder.Count; step++)
            {
                if (breakdown.Name == Measure.Ladder!.Name && ladder[step] != group)
                    continue;
                Sums promoted = window.Sum(Measure, Measure.Ladder, ladder[step], Promoted);
                Sums feeder = window.Sum(Measure, Measure.Ladder, ladder[step - 1], FeederCount);
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
