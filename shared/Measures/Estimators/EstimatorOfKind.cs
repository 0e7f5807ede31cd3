using System.Collections.Frozen;

namespace IncDiv.Measures.Estimators;

/// <summary>Which estimator computes the measures of a kind. A test fails where a kind has none.</summary>
internal static class EstimatorOfKind
{
    private static readonly FrozenDictionary<MeasureKind, Func<Measure, PooledWindow, Estimator>> ByKind =
        new Dictionary<MeasureKind, Func<Measure, PooledWindow, Estimator>>
        {
            [MeasureKind.Proportion] = (measure, _) => measure.Strata is null ? new ShareEstimator(measure) : new DesignShareEstimator(measure),
            [MeasureKind.Rate] = (measure, now) => measure.Standard is null ? new RateEstimator(measure) : new StandardisedRateEstimator(measure, now),
            [MeasureKind.Representation] = (measure, _) => new RepresentationEstimator(measure),
            [MeasureKind.Promotion] = (measure, _) => new PromotionEstimator(measure),
            [MeasureKind.Count] = (measure, _) => new CountEstimator(measure),
            [MeasureKind.Mean] = (measure, _) => new MeanEstimator(measure),
            [MeasureKind.Median] = (measure, _) => new MedianEstimator(measure),
            [MeasureKind.MeanPayGap] = (measure, _) => new PayGapEstimator(measure),
            [MeasureKind.MedianPayGap] = (measure, _) => new PayGapEstimator(measure),
            [MeasureKind.ResponseRate] = (measure, _) => new ResponseRateEstimator(measure),
        }.ToFrozenDictionary();

    public static IEnumerable<MeasureKind> Kinds => ByKind.Keys;

    /// <summary>The estimator of a measure that a feed supplies.</summary>
    /// <param name="now">The window of the quarter that is computed.</param>
    public static Estimator Create(Measure measure, PooledWindow now) => ByKind.TryGetValue(measure.Kind, out Func<Measure, PooledWindow, Estimator>? create)
        ? create(measure, now)
        : throw new InvalidOperationException($"Measure '{measure.Id}' of kind {measure.Kind} is not computed.");
}
