namespace IncDiv.Measures.Aggregation;

/// <summary>One quantity that a measure adds up over the rows: a share (0 or 1 for each row) or a value.</summary>
/// <param name="Rows">The rows that are counted.</param>
/// <param name="Ones">Share: the rows among them with y = 1.</param>
/// <param name="Value">Null for a share.</param>
/// <param name="KeepsValues">True for a median, which needs the single values.</param>
internal sealed record Accumulator(Condition Rows, Condition Ones, RowValue? Value, string? Weight, bool KeepsValues)
{
    /// <summary>The accumulators of <paramref name="measure"/>, in the order that the estimators of its kind expect.</summary>
    public static IReadOnlyList<Accumulator> ForMeasure(Measure measure) => measure.Kind switch
    {
        // A design-based standard error needs every row of a stratum, including rows without a valid answer.
        MeasureKind.Proportion when measure.Strata is not null =>
            [Share(measure, measure.Denominator, measure.Numerator), Share(measure, Condition.Always, Condition.Always)],
        MeasureKind.Proportion or MeasureKind.Representation => [Share(measure, measure.Denominator, measure.Numerator)],
        MeasureKind.Promotion => [Share(measure, measure.Denominator, measure.Numerator), Share(measure, measure.Feeder, measure.Numerator)],
        MeasureKind.Rate => [Share(measure, measure.Numerator, Condition.Always), Share(measure, measure.Denominator, Condition.Always)],
        MeasureKind.Count when measure.Value is null => [Share(measure, measure.Denominator, Condition.Always)],
        MeasureKind.Count or MeasureKind.Mean or MeasureKind.MeanPayGap => [Valued(measure, keepsValues: false)],
        MeasureKind.Median or MeasureKind.MedianPayGap => [Valued(measure, keepsValues: true)],
        _ => [],
    };

    private static Accumulator Share(Measure measure, Condition rows, Condition ones) => new(rows, ones, null, measure.Weight, false);

    private static Accumulator Valued(Measure measure, bool keepsValues) =>
        new(measure.Denominator, Condition.Always, measure.Value, measure.Weight, keepsValues);
}
