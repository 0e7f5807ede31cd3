namespace IncDiv.Measures.Estimators;

/// <summary>A share divided by a reference share that is treated as known (statistics.md C7), and its change.</summary>
internal abstract class IndexEstimator(Measure measure) : Estimator(measure)
{
    public override Statistic? LevelStatistic => Statistic.Index;

    /// <summary>Combines the two intervals by Newcombe's method. The z test assumes one common index; for equal references it is the pooled test of the shares
    /// (C5). That test also works for a share of 0 or 1, whose own standard error is 0.</summary>
    public override Estimate Change(Estimate now, Estimate then)
    {
        double n1 = now.Base!.Value, r1 = now.Reference!.Value, n2 = then.Base!.Value, r2 = then.Reference!.Value;
        double pooled = (now.Value!.Value * n1 * r1 + then.Value!.Value * n2 * r2) / (n1 * r1 + n2 * r2);
        double change = now.Value.Value - then.Value.Value, variance = Variance(pooled, n1, r1) + Variance(pooled, n2, r2);
        return Less(now, then) with { P = Normal.TwoSidedP(variance > 0 ? change / Math.Sqrt(variance) : 0) };
    }

    /// <param name="share">From 0 to 1.</param>
    /// <param name="rows">Unweighted rows in the denominator.</param>
    /// <param name="n">The base of the share.</param>
    protected Estimate Index(double share, double rows, double n, double reference)
    {
        (double index, Interval interval) = RepresentationIndex.Compute(Math.Min(share * n, n), n, reference);
        return new Estimate(index, interval, rows, n, Symbol: Flag(rows)) { Base = n, Reference = reference };
    }

    private static double Variance(double index, double n, double reference)
    {
        double share = Math.Min(1, index * reference);
        return share * (1 - share) / (n * reference * reference);
    }
}

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

/// <summary>A group's share of the promotions into a rank over its share of the rank below (the feeder) at the quarter ends of the window. The feeder is a
/// census and treated as known, so the interval is that of the share (as in statistics.md C7). For all ranks together, the reference is the share expected from
/// the feeders, each weighted by the promotions from it.</summary>
internal sealed class PromotionEstimator(Measure measure) : IndexEstimator(measure)
{
    private const int Promoted = 0, FeederCount = 1;

    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group)
    {
        double promotions = 0, members = 0, expected = 0;
        foreach ((string rank, Sums feeder) in Steps(window, breakdown, [group]))
        {
            Sums promoted = window.Sum(Measure, Measure.Ladder!, rank, Promoted);
            promotions += promoted.N;
            members += promoted.WY;
            expected += promoted.N * feeder.Mean;
        }
        return promotions == 0 || expected == 0
            ? Estimate.NotApplicable(promotions)
            : Index(members / promotions, promotions, promotions, expected / promotions);
    }

    public override FigureSide Counts(MeasurePopulations people, PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups)
    {
        string[] ranks = [.. Steps(window, breakdown, groups).Select(s => s.Rank)];
        Sums promoted = window.Sum(Measure, Measure.Ladder!, ranks, Promoted);
        return new FigureSide(people.Count(promoted.N, window, () => people.Rows(Promoted, Measure.Ladder!, ranks)))
        {
            Parts = [people.Count(promoted.Y, window, () => people.Ones(Promoted, Measure.Ladder!, ranks))],
        };
    }

    // Ranks that have a feeder rank with people in it.
    private IEnumerable<(string Rank, Sums Feeder)> Steps(PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups)
    {
        foreach (IReadOnlyList<string> ladder in window.OrderedGroups(Measure.Ladder!))
            for (int step = 1; step < ladder.Count; step++)
                if ((breakdown.Name != Measure.Ladder!.Name || groups.Contains(ladder[step]))
                    && window.Sum(Measure, Measure.Ladder, ladder[step - 1], FeederCount) is { N: > 0 } feeder)
                    yield return (ladder[step], feeder);
    }
}
