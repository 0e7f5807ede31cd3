namespace IncDiv.Measures.Estimators;

/// <summary>A figure with what is needed to judge it, in the unit of its row.</summary>
/// <param name="N">Unweighted rows in the denominator; for a comparison those of the group itself.</param>
/// <param name="Symbol">Shorthand of outputs.md; where there is no value it says why.</param>
internal sealed record Estimate(
    double? Value, Interval? Interval, double? N, double? NEffective = null, double? P = null, string Symbol = "")
{
    /// <summary>Standard error, for the test of a change; null where there is none.</summary>
    public double? Error { get; init; }

    /// <summary>The base on which a share or rate is tested, if it is one.</summary>
    public double? Base { get; init; }

    /// <summary>The share that an index is over, 0 to 1.</summary>
    public double? Reference { get; init; }

    /// <summary>What has to be said beside the figure.</summary>
    public string Note { get; init; } = "";

    /// <summary>The feed, a quarter of it or the number invited is missing.</summary>
    public static Estimate NotSupplied { get; } = new(null, null, null, Symbol: "x");

    /// <summary>Nobody is in the denominator, or the figure is undefined.</summary>
    public static Estimate NotApplicable(double? n) => new(null, null, n, Symbol: "z");

    /// <summary>Value ± 1.96 standard errors.</summary>
    public static Interval Around(double centre, double error) => new(centre - Normal.Z95 * error, centre + Normal.Z95 * error);
}
