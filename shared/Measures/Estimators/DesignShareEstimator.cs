namespace IncDiv.Measures.Estimators;

/// <summary>Weighted shares with the design-based standard error: Taylor linearisation, strata by quarter and stratum column, domains within the full design
/// (statistics.md C2). Levels use Wilson's interval with base p(1 − p)/SE². Gaps use the standard error with its covariance, and Student's t with rows minus
/// strata as degrees of freedom. Where all members of a group give the same answer, the design gives no estimate of the spread; levels and gaps then use Kish's
/// base. The column n_effective always holds Kish's base.</summary>
internal sealed class DesignShareEstimator(Measure measure) : ShareEstimator(measure)
{
    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group)
    {
        Sums sums = window.Sum(Measure, breakdown, group);
        if (sums.N == 0)
            return Estimate.NotApplicable(0);
        double p = sums.Mean, variance = DesignVariance.Estimate(Strata(window, breakdown, [group]));
        double tested = variance > 0 ? p * (1 - p) / variance : sums.Effective;
        return Share(p, tested, sums.N, sums.Effective);
    }

    public override Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic)
    {
        Sums mine = window.Sum(Measure, breakdown, group), theirs = window.Sum(Measure, breakdown, against);
        if (statistic != Statistic.Gap || mine.N == 0 || theirs.N == 0)
            return base.Compare(window, breakdown, group, against, statistic);
        DesignStratum[] first = Strata(window, breakdown, [group]), second = Strata(window, breakdown, against);
        if (!(DesignVariance.Estimate(first) > 0 && DesignVariance.Estimate(second) > 0))
            return base.Compare(window, breakdown, group, against, statistic);
        double gap = mine.Mean - theirs.Mean, error = Math.Sqrt(DesignVariance.EstimateDifference(first, second));
        double df = DesignVariance.DegreesOfFreedom(first) - 1;
        var estimate = new Estimate(gap * 100, null, mine.N, mine.Effective, Symbol: Flag(mine.N, theirs.N));
        if (!(error > 0) || df <= 0)
            return estimate;
        double half = StudentT.Point95(df) * error;
        return estimate with { Interval = new Interval(gap - half, gap + half).Times(100), P = StudentT.TwoSidedP(gap / error, df), Error = error * 100 };
    }

    // Quarters are independent samples, so each stratum of each quarter is a stratum of the pooled design.
    private DesignStratum[] Strata(PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups)
    {
        Breakdown strata = Measure.Strata!, crossed = Measure.Crossed(breakdown, strata);
        return
        [
            .. from tally in window.Tallies
               from stratum in tally.Find(Measure).Within(breakdown, crossed, strata, groups)
               select new DesignStratum(stratum.All.N, stratum.Inside.W, stratum.Inside.W2, stratum.Inside.WY, stratum.Inside.W2Y),
        ];
    }
}
