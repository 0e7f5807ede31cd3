namespace IncDiv.Measures.Statistics;

/// <summary>Kish's approximation to what weighting costs (statistics.md C2).</summary>
public static class EffectiveBase
{
    /// <summary>Effective sample size (Σw)² / Σw²; 0 for no rows.</summary>
    public static double Compute(double sumOfWeights, double sumOfSquaredWeights) =>
        sumOfSquaredWeights > 0 ? sumOfWeights * sumOfWeights / sumOfSquaredWeights : 0;
}
