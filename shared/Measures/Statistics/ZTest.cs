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

/// <summary>p-values of many tests, adjusted for their number (statistics.md C5; as R's p.adjust). Order is kept.</summary>
public static class MultipleTests
{
    /// <summary>Benjamini and Hochberg: of the differences that are then significant at 5 %, about one in twenty is by chance.</summary>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> p)
    {
        int[] order = [.. Enumerable.Range(0, p.Count).OrderByDescending(i => p[i])];
        var adjusted = new double[p.Count];
        double least = 1;
        for (int i = 0; i < order.Length; i++)
            adjusted[order[i]] = least = Math.Min(least, p[order[i]] * p.Count / (p.Count - i));
        return adjusted;
    }
}
