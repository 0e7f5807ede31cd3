namespace IncDiv.Measures.Statistics;

public static class Median
{
    /// <summary>The middle value, or the mean of the middle two (SI 2017/172 reg. 9; statistics.md C8); null for none.</summary>
    public static double? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length == 0 ? null : sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
