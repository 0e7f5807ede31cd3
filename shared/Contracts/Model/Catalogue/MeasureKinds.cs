namespace IncDiv.Contracts.Catalogue;

/// <summary>Weighted share of the denominator's rows that are in the numerator (statistics.md C1, C2, C5).</summary>
internal sealed class ProportionKind() : MeasureKind("proportion", isShare: true, hasGaps: true, hasRatios: true, takesStrata: true)
{
    public override IEnumerable<(bool Holds, string Problem)> Rules(Measure measure) => [MustBePercent(measure)];

    public override IReadOnlyList<Accumulation> Accumulations(Measure measure) => measure.Strata is null
        ? [ShareOf(measure)]
        // A design-based standard error needs every row of a stratum, including rows without a valid answer.
        : [ShareOf(measure), new Accumulation(Condition.Always, Condition.Always)];

    public override string Formula(Measure measure) =>
        measure.Strata is null ? ShareInWords(measure) : $"{ShareInWords(measure)}; standard error of the design, strata {measure.Strata.Name}";

    public override string Interval(Measure measure) => (measure.Strata, measure.Weight) switch
    {
        (not null, _) =>
            "Wilson on p(1 − p) / SE², SE the design's; gaps the design's standard error with Student's t on rows less strata less one (C2, C5); "
            + "ratios Katz (C6)",
        (_, null) => "Wilson (C1); gaps Newcombe, pooled z (C5); ratios Katz, Fisher's test of small counts (C6)",
        _ => "Wilson on Kish's effective base (C1, C2); gaps Newcombe, pooled z (C5); ratios Katz (C6)",
    };
}

/// <summary>A share over the group's share of the population (C7).</summary>
internal sealed class RepresentationKind() : MeasureKind("representation", isShare: true)
{
    public override IEnumerable<(bool Holds, string Problem)> Rules(Measure measure) =>
        [(measure.PopulationShare is { Value: > 0 }, "its kind needs a 'population_share'.")];

    public override IReadOnlyList<Accumulation> Accumulations(Measure measure) => [ShareOf(measure)];

    public override string Formula(Measure measure) => FormattableString.Invariant(
        $"{ShareInWords(measure)}, over the share of the population, {measure.PopulationShare!.Value} %");

    public override string Interval(Measure measure) => "Wilson on the share over the population share (C7)";
}

/// <summary>Share of promotions over the share of the feeder rank (C7).</summary>
internal sealed class PromotionKind() : MeasureKind("promotion", isShare: true)
{
    public override IEnumerable<(bool Holds, string Problem)> Rules(Measure measure) =>
    [
        (measure.Ladder is not null, "its kind needs a 'ladder'."),
        (measure.Breakdowns.All(b => b == measure.Ladder || b.Name == Breakdown.All), "a promotion index is broken down by its ladder only."),
    ];

    public override IReadOnlyList<Accumulation> Accumulations(Measure measure) => [ShareOf(measure), new(measure.Feeder, measure.Numerator)];

    public override string Formula(Measure measure) =>
        $"{ShareInWords(measure)}, over the same share in the rank below ({measure.Feeder}); for All, over the share expected from the ranks below";

    public override string Interval(Measure measure) => "Wilson on the share of promotions over that of the feeder rank (C7)";
}

/// <summary>Numerator rows of the window over the mean of the quarter-end denominators (C3, C4).</summary>
internal sealed class RateKind() : MeasureKind("rate", isShare: true, hasGaps: true, hasRatios: true, takesStandard: true)
{
    public override IEnumerable<(bool Holds, string Problem)> Rules(Measure measure) => [MustBePercent(measure)];

    public override IReadOnlyList<Accumulation> Accumulations(Measure measure) =>
        [new(measure.Numerator, Condition.Always), new(measure.Denominator, Condition.Always)];

    public override string Formula(Measure measure)
    {
        string mix = measure.Standard is null ? "" : $", standardised to the {measure.Standard.Name} mix of all";
        return $"rows of four quarters where {measure.Numerator} / mean over the quarter ends of rows where {measure.Denominator}{mix}";
    }

    public override string Interval(Measure measure) => measure.Standard is null
        ? "exact below ten events, else Byar (C3); gaps by Newcombe's way of joining intervals (C5); ratios on the log scale, exact below ten events (C6)"
        : "Dobson on Byar (C4); gaps by Newcombe's way of joining intervals (C5)";
}

/// <summary>Rows, or the sum of a value over them.</summary>
internal sealed class CountKind() : MeasureKind("count")
{
    public override IReadOnlyList<Accumulation> Accumulations(Measure measure) => [new(measure.Denominator, Condition.Always, measure.Value)];

    public override string Formula(Measure measure) => measure.Value is null
        ? $"number of rows where {measure.Denominator}"
        : $"sum of {measure.Value} over rows where {measure.Denominator}";
}

/// <summary>Weighted mean of a value (C2).</summary>
internal sealed class MeanKind() : MeasureKind("mean", isValued: true, hasGaps: true)
{
    // A mean of the answers to one question, with its interval and base, reveals how many gave each answer, so these are counted.
    public override IReadOnlyList<Accumulation> Accumulations(Measure measure) =>
        [new(measure.Denominator, Condition.Always, measure.Value, KeepsValues: measure.Value is { Scores: not null, Columns.Count: 1 })];

    public override string Formula(Measure measure) => $"mean of {measure.Value} over {RowsInWords(measure)}{Where(measure)}";

    public override string Interval(Measure measure) => "normal, standard error on the effective base (C2); none where all values are equal";
}

/// <summary>Median of a value, unweighted.</summary>
internal sealed class MedianKind() : MeasureKind("median", isValued: true, hasGaps: true)
{
    public override IReadOnlyList<Accumulation> Accumulations(Measure measure) =>
        [new(measure.Denominator, Condition.Always, measure.Value, KeepsValues: true)];

    public override string Formula(Measure measure) => $"median of {measure.Value} over {RowsInWords(measure)}{Where(measure)}";
}

/// <summary>(A − B)/A of means or medians, A the comparator (C8).</summary>
internal sealed class PayGapKind(string average) : MeasureKind($"{average} pay gap", isValued: true, hasGaps: true)
{
    public override IReadOnlyList<Accumulation> Accumulations(Measure measure) =>
        [new(measure.Denominator, Condition.Always, measure.Value, KeepsValues: average == "median")];

    // In percent of the comparator's pay.
    public override Unit GapUnit(Measure measure) => measure.Unit;

    public override string Formula(Measure measure) => $"(A - B) / A, {average}s of {measure.Value} over rows{Where(measure)}; A is the comparator";

    public override string Interval(Measure measure) => "none (C8)";
}

/// <summary>Responses over the number of people invited.</summary>
internal sealed class ResponseRateKind() : MeasureKind("response rate")
{
    public override IEnumerable<(bool Holds, string Problem)> Rules(Measure measure) => [MustBePercent(measure)];

    public override string Formula(Measure measure) => "responses / people invited, as the manifest of the drop states";

    public override string Interval(Measure measure) => "Wilson (C1)";
}

/// <summary>Named in the strategies, but no feed supplies it.</summary>
internal sealed class NotSuppliedKind() : MeasureKind(Measure.NotSupplied, hasGaps: true)
{
    public override string Formula(Measure measure) => "no feed carries it yet";
}
