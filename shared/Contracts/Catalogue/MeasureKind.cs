namespace IncDiv.Contracts.Catalogue;

/// <summary>How a measure is estimated. The word in brackets is used in the catalogue.</summary>
public enum MeasureKind
{
    /// <summary>(proportion) Weighted share of the denominator's rows that are in the numerator: statistics.md C1, C2, C5.</summary>
    Proportion,

    /// <summary>(representation) A share over the group's share of London: C7.</summary>
    Representation,

    /// <summary>(promotion) Share of promotions over the share of the feeder rank.</summary>
    Promotion,

    /// <summary>(rate) Numerator rows of the window over the mean of the quarter-end denominators.</summary>
    Rate,

    /// <summary>(count) Rows, or the sum of a value over them.</summary>
    Count,

    /// <summary>(mean) Weighted mean of a value.</summary>
    Mean,

    /// <summary>(median) Median of a value, unweighted.</summary>
    Median,

    /// <summary>(mean pay gap) (A − B)/A of the means, A the comparator: C8.</summary>
    MeanPayGap,

    /// <summary>(median pay gap) (A − B)/A of the medians, A the comparator: C8.</summary>
    MedianPayGap,

    /// <summary>(response rate) Responses over the number of people invited.</summary>
    ResponseRate,

    /// <summary>(not supplied) Named in the strategies, but no feed supplies it.</summary>
    NotSupplied,
}
