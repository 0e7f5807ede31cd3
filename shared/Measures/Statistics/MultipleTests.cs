namespace IncDiv.Measures.Statistics;

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
