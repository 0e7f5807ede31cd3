namespace IncDiv.Contracts.Catalogue.Coverage;

/// <summary>How figures are judged, in words.</summary>
internal static class MeasureMethods
{
    public static IReadOnlyList<(string Name, string Words)> Formulas { get; } =
    [
        ("C1", "Wilson score interval of a proportion, as PHEindicatormethods computes it; the count need not be whole."),
        ("C2", "Weighted proportion p = Σwy / Σw on Kish's effective base n = (Σw)² / Σw²; the design-based standard error is Taylor-linearised, as R's survey computes it."),
        ("C3", "Count and rate: exact Poisson limits below ten events, Byar's approximation from ten on (PHEindicatormethods)."),
        ("C4", "Directly standardised rate with Dobson's interval; none below ten events (PHEindicatormethods)."),
        ("C5", "Gap of two groups: Newcombe's hybrid score interval (method 10); z test with the pooled proportion, or the design's standard error."),
        ("C6", "Ratio of two groups: Katz's interval on the log scale; undefined, never 0 or infinite, where a count is 0."),
        ("C7", "Index: the share over a reference share that is taken as known; Wilson on the share."),
        ("C8", "Pay gap (A − B) / A, A the comparator (SI 2017/172, reg. 8 and 9)."),
        ("C9", "Four quarters: numerators and denominators are pooled, percentages never averaged; a change is on the same quarter a year before, where the windows share nothing."),
    ];

    /// <summary>The interval of a measure's levels and comparisons.</summary>
    public static string Interval(Measure measure) => measure.Kind switch
    {
        MeasureKind.Proportion when measure.Strata is not null =>
            "Wilson on p(1 − p) / SE², SE the design's; gaps the design's standard error with Student's t on rows less strata less one (C2, C5); ratios Katz (C6)",
        MeasureKind.Proportion when measure.Weight is null => "Wilson (C1); gaps Newcombe, pooled z (C5); ratios Katz (C6)",
        MeasureKind.Proportion => "Wilson on Kish's effective base (C1, C2); gaps Newcombe, pooled z (C5); ratios Katz (C6)",
        MeasureKind.Representation => "Wilson on the share over the population share (C7)",
        MeasureKind.Promotion => "Wilson on the share of promotions over that of the feeder rank (C7)",
        MeasureKind.Rate when measure.Standard is not null => "Dobson on Byar (C4); gaps by Newcombe's way of joining intervals (C5)",
        MeasureKind.Rate => "exact below ten events, else Byar (C3); gaps by Newcombe's way of joining intervals (C5)",
        MeasureKind.Mean => "normal, standard error on the effective base (C2)",
        MeasureKind.ResponseRate => "Wilson (C1)",
        MeasureKind.MeanPayGap or MeasureKind.MedianPayGap => "none (C8)",
        _ => "none",
    };
}
