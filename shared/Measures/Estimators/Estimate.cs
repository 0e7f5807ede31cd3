namespace IncDiv.Measures.Estimators;

/// <summary>A figure with its interval, bases and test results, in the unit of its row.</summary>
/// <param name="N">Unweighted rows in the denominator; for a comparison, those of the compared group.</param>
/// <param name="Symbol">Shorthand of outputs.md. Where there is no value, it gives the reason.</param>
internal sealed record Estimate(double? Value, Interval? Interval, double? N, double? NEffective = null, double? P = null, Symbols Symbol = Symbols.None)
{
    /// <summary>Standard error, for the test of a change; null where there is none.</summary>
    public double? Error { get; init; }

    /// <summary>The base for the test of a share or rate; null for other figures.</summary>
    public double? Base { get; init; }

    /// <summary>The share by which an index is divided, 0 to 1.</summary>
    public double? Reference { get; init; }

    /// <summary>A remark that is published with the figure.</summary>
    public string Note { get; init; } = "";

    /// <summary>The feed, one of its quarters or the number of people invited is missing.</summary>
    public static Estimate NotSupplied { get; } = new(null, null, null, Symbol: Symbols.NotSupplied);

    /// <summary>The denominator is empty, or the figure is undefined.</summary>
    public static Estimate NotApplicable(double? n) => new(null, null, n, Symbol: Symbols.NotApplicable);

    /// <summary>Value ± 1.96 standard errors.</summary>
    public static Interval Around(double centre, double error) => new(centre - Normal.Z95 * error, centre + Normal.Z95 * error);
}
