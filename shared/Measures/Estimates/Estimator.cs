using IncDiv.Contracts.Catalogue;

namespace IncDiv.Measures.Estimates;

/// <summary>Turns the sums of a measure into figures, one class for each family of kinds.</summary>
internal abstract class Estimator(Measure measure)
{
    protected Measure Measure { get; } = measure;

    /// <summary>The statistic of a group's own row; null where the measure only compares.</summary>
    public virtual string? LevelStatistic => "level";

    /// <summary>The figure of one group.</summary>
    public abstract Estimate Level(Pool pool, Breakdown breakdown, string group);

    /// <summary>One group against others taken together.</summary>
    /// <param name="statistic"><c>gap</c> or <c>ratio</c>.</param>
    public virtual Estimate Compare(Pool pool, Breakdown breakdown, string group, IReadOnlyList<string> against, string statistic) =>
        throw new InvalidOperationException($"Measure '{Measure.Id}' of kind {Measure.Kind} does not compare groups.");

    /// <summary>The estimator of a measure that a feed supplies.</summary>
    public static Estimator Of(Measure measure) => measure.Kind switch
    {
        MeasureKind.Proportion or MeasureKind.Rate => new ShareEstimator(measure),
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
}
