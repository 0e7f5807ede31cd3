namespace IncDiv.Measures.Statistics;

/// <summary>Student's t distribution, for standard errors that are estimated from few degrees of freedom (statistics.md C2).</summary>
public static class StudentT
{
    /// <summary>The probability of a value at least as far from zero as <paramref name="t"/>, in either direction.</summary>
    /// <param name="df">Degrees of freedom, positive.</param>
    public static double TwoSidedP(double t, double df) => BetaFunction.Lower(df / 2, 0.5, df / (df + t * t));

    /// <summary>Half-width of a 95 % interval in standard errors.</summary>
    public static double Point95(double df) => Root.Between(1, 1000, t => 0.05 - TwoSidedP(t, df));
}

/// <summary>Kish's approximation of the loss of precision from weighting (statistics.md C2).</summary>
public static class EffectiveBase
{
    /// <summary>Effective sample size (Σw)² / Σw²; 0 for no rows.</summary>
    public static double Compute(double sumOfWeights, double sumOfSquaredWeights) =>
        sumOfSquaredWeights > 0 ? sumOfWeights * sumOfWeights / sumOfSquaredWeights : 0;
}
