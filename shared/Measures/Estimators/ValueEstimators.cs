namespace IncDiv.Measures.Estimators;

/// <summary>A headcount, or the sum of a value over rows. Nothing is estimated, so there is no interval; a change is in percent (statistics.md C9).</summary>
internal sealed class CountEstimator(Measure measure) : Estimator(measure)
{
    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group)
    {
        Sums sums = window.Sum(Measure, breakdown, group);
        return new Estimate(Measure.Value is null ? sums.N : sums.WY, null, sums.N);
    }

    public override Estimate Change(Estimate now, Estimate then) => then.Value is 0
        ? Estimate.NotApplicable(now.N)
        : new Estimate((now.Value!.Value - then.Value!.Value) / then.Value.Value * 100, null, now.N);
}

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

    // A mean, its interval and its base reveal how many gave each of a few answers.
    public override FigureSide Counts(MeasurePopulations people, PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups) =>
        base.Counts(people, window, breakdown, groups) with
        {
            Parts =
            [
                .. Scores(window, breakdown, groups).CountBy(score => score).OrderBy(s => s.Key)
                    .Select(s => people.Count(s.Value, window, () => people.Answer(s.Key, breakdown, groups))),
            ],
        };

    private double[] Scores(PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups) =>
        Measure.Kind.Accumulations(Measure)[0].KeepsValues ? window.CollectValues(Measure, breakdown, groups) : [];

    public override Estimate Change(Estimate now, Estimate then)
    {
        Estimate change = Less(now, then);
        return change is { Value: { } value, Error: { } error }
            ? change with { Interval = Estimate.Around(value, error), P = Normal.TwoSidedP(value / error) }
            : change;
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

internal sealed class MedianEstimator(Measure measure) : Estimator(measure)
{
    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group)
    {
        double n = window.Sum(Measure, breakdown, group).N;
        return Median.Compute(window.CollectValues(Measure, breakdown, [group])) is { } median
            ? new Estimate(median, null, n, Symbol: Flag(n))
            : Estimate.NotApplicable(0);
    }

    public override Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic)
    {
        double mine = window.Sum(Measure, breakdown, group).N, theirs = window.Sum(Measure, breakdown, against).N;
        double? gap = Median.Compute(window.CollectValues(Measure, breakdown, [group])) - Median.Compute(window.CollectValues(Measure, breakdown, against));
        return gap is null ? Estimate.NotApplicable(mine) : new Estimate(gap, null, mine, Symbol: Flag(mine, theirs));
    }
}

/// <summary>Pay gaps of means or medians, in percent of the comparator's pay (statistics.md C8). There are no levels, because pay itself is not
/// published.</summary>
internal sealed class PayGapEstimator(Measure measure) : Estimator(measure)
{
    public override Statistic? LevelStatistic => null;

    public override Estimate Level(PooledWindow window, Breakdown breakdown, string group) =>
        throw new InvalidOperationException($"Measure '{Measure.Id}' has no level.");

    public override Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic)
    {
        Sums mine = window.Sum(Measure, breakdown, group), theirs = window.Sum(Measure, breakdown, against);
        if (mine.N == 0 || theirs.N == 0 || theirs.Mean <= 0)
            return Estimate.NotApplicable(mine.N);
        double gap = Measure.Kind == MeasureKind.MeanPayGap
            ? PayGap.Compute(theirs.Mean, mine.Mean)
            : PayGap.Compute(GroupMedian(window, breakdown, against), GroupMedian(window, breakdown, [group]));
        return new Estimate(gap, null, mine.N, Symbol: Flag(mine.N, theirs.N));
    }

    public override FigureSide Counts(MeasurePopulations people, PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups) =>
        base.Counts(people, window, breakdown, groups) with { IsPay = true };

    private double GroupMedian(PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups) =>
        Median.Compute(window.CollectValues(Measure, breakdown, groups))!.Value;
}
