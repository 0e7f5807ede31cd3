namespace IncDiv.Measures.Estimators;

/// <summary>Turns the sums of a measure into figures, one class for each family of kinds.</summary>
internal abstract class Estimator(Measure measure)
{
    protected Measure Measure { get; } = measure;

    /// <summary>The statistic of a group's own row; null where the measure only compares.</summary>
    public virtual string? LevelStatistic => "level";

    /// <summary>The figure of one group.</summary>
    public abstract Estimate Level(PooledWindow pool, Breakdown breakdown, string group);

    /// <summary>The figure alone, for a chart of many quarters; null where there is none.</summary>
    public virtual double? Value(PooledWindow pool, Breakdown breakdown, string group) => Level(pool, breakdown, group).Value;

    /// <summary>One group against others taken together.</summary>
    /// <param name="statistic"><c>gap</c> or <c>ratio</c>.</param>
    public virtual Estimate Compare(PooledWindow pool, Breakdown breakdown, string group, IReadOnlyList<string> against, string statistic) =>
        throw new InvalidOperationException($"Measure '{Measure.Id}' of kind {Measure.Kind} does not compare groups.");

    /// <summary>
    /// A level now less the level then, of samples that share nothing (statistics.md C9): interval by Newcombe's way from the two
    /// intervals, test by the two standard errors.
    /// </summary>
    public virtual Estimate Change(Estimate now, Estimate then)
    {
        double change = now.Value!.Value - then.Value!.Value;
        Interval? interval = now.Interval is { } a && then.Interval is { } b ? Difference.Interval(now.Value.Value, a, then.Value.Value, b) : null;
        double? p = StandardError(now, then) is { } error ? Normal.TwoSidedP(change / error) : null;
        return new Estimate(change, interval, now.N, now.NEffective, p, Worse(now.Symbol, then.Symbol));
    }

    // An error of 0 is that of a group which all answered alike, or none: it says nothing about the spread.
    /// <summary>The standard error of a difference; null where one of both is not known.</summary>
    protected static double? StandardError(Estimate first, Estimate second) =>
        first.Error is > 0 and var e && second.Error is > 0 and var f ? Math.Sqrt(e * e + f * f) : null;

    /// <summary>The gap now less the gap then, tested as independent gaps (statistics.md C5).</summary>
    public static Estimate ChangeOfGap(Estimate now, Estimate then)
    {
        double change = now.Value!.Value - then.Value!.Value;
        var estimate = new Estimate(change, null, now.N, now.NEffective, Symbol: Worse(now.Symbol, then.Symbol));
        if (now.Error is not { } e || then.Error is not { } f)
            return estimate;
        (double error, Interval interval, double p) = Difference.BetweenGaps(now.Value.Value, e, then.Value.Value, f);
        return estimate with { Interval = interval, P = p, Error = error };
    }

    /// <summary>The estimator of a measure that a feed supplies.</summary>
    /// <param name="now">The window of the quarter that is computed.</param>
    public static Estimator Create(Measure measure, PooledWindow now) => measure.Kind switch
    {
        MeasureKind.Proportion when measure.Strata is not null => new DesignShareEstimator(measure),
        MeasureKind.Proportion => new ShareEstimator(measure),
        MeasureKind.Rate when measure.Standard is not null => new StandardisedRateEstimator(measure, now),
        MeasureKind.Rate => new RateEstimator(measure),
        MeasureKind.Representation => new RepresentationEstimator(measure),
        MeasureKind.Promotion => new PromotionEstimator(measure),
        MeasureKind.Count => new CountEstimator(measure),
        MeasureKind.Mean => new MeanEstimator(measure),
        MeasureKind.Median => new MedianEstimator(measure),
        MeasureKind.MeanPayGap or MeasureKind.MedianPayGap => new PayGapEstimator(measure),
        MeasureKind.ResponseRate => new ResponseRateEstimator(measure),
        _ => throw new InvalidOperationException($"Measure '{measure.Id}' of kind {measure.Kind} is not computed."),
    };

    /// <summary><c>u</c> where a base is smaller than the measure's minimum.</summary>
    protected string Flag(params ReadOnlySpan<double> bases)
    {
        foreach (double n in bases)
            if (n < Measure.MinimumBase)
                return "u";
        return "";
    }

    /// <summary>The figure with the four-fifths screen beside it; none for a figure that a symbol warns of.</summary>
    /// <param name="exactP">That of an exact test, null where there was none.</param>
    protected Estimate Screened(Estimate ratio, double? exactP = null) => ratio is { Symbol: "", Value: { } value, Interval: { } interval }
        ? ratio with { Note = FourFifths.Flag(value, interval, exactP, Measure.Polarity) }
        : ratio;

    protected static string Worse(string now, string then) => now.Length > 0 ? now : then;
}
