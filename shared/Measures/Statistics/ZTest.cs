namespace IncDiv.Measures.Statistics;

/// <summary>Tests of a difference (statistics.md C5).</summary>
public static class ZTest
{
    /// <summary>z of two proportions with the pooled standard error, on effective bases where the data are weighted.</summary>
    /// <returns>0 where both proportions are 0, or both are 1.</returns>
    public static double Pooled(double p1, double n1, double p2, double n2)
    {
        double pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
        double variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2);
        return variance > 0 ? (p1 - p2) / Math.Sqrt(variance) : 0;
    }

    /// <summary>The result of a test at the 5 % level, as a word.</summary>
    public static Significance Evaluate(double difference, double p) =>
        p >= 0.05 || difference == 0 ? Significance.NoClearDifference : difference > 0 ? Significance.Higher : Significance.Lower;
}
