namespace IncDiv.Measures.Estimators;

/// <summary>Weighted means with normal intervals on the effective base, and their differences.</summary>
internal sealed class MeanEstimator(Measure measure) : Estimator(measure)
{
    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group) => Mean(window.Sum(Measure, breakdown, group));

    public override Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic)
    {
        Sums mine = window.Sum(Measure, breakdown, group), theirs = window.Sum(Measure, breakdown, against);
        return mine.N == 0 || theirs.N == 0
            ? Estimate.NotApplicable(mine.N)
            : Change(Mean(mine), Mean(theirs)) with { Symbol = Flag(mine.N, theirs.N) };
    }

    public override Estimate Change(Estimate now, Estimate then)
    {
        double change = now.Value!.Value - then.Value!.Value;
        var estimate = new Estimate(change, null, now.N, now.NEffective, Symbol: Worse(now.Symbol, then.Symbol));
        return StandardError(now, then) is { } error
            ? estimate with { Interval = Estimate.Around(change, error), P = Normal.TwoSidedP(change / error), Error = error }
            : estimate;
    }

    // s²/n from the sample variance and the effective base. A single answer, or equal answers, give no estimate of the spread.
    private Estimate Mean(Sums sums)
    {
        if (sums.N == 0)
            return Estimate.NotApplicable(0);
        var estimate = new Estimate(sums.Mean, null, sums.N, sums.Effective, Symbol: Flag(sums.N));
        if (sums.N < 2 || sums.Variance == 0)
            return estimate;
        double error = Math.Sqrt(sums.Variance * sums.N / (sums.N - 1) / sums.Effective);
        return estimate with { Interval = Estimate.Around(sums.Mean, error), Error = error };
    }
}
