namespace IncDiv.Samples.Quotas;

internal static class Apportionment
{
    /// <summary>Returns whole numbers in proportion to <paramref name="shares"/> that add up to <paramref name="total"/> (largest remainders).</summary>
    public static int[] LargestRemainder(IReadOnlyList<double> shares, int total)
    {
        double sum = shares.Sum();
        double[] due = [.. shares.Select(s => total * s / sum)];
        int[] counts = [.. due.Select(d => (int)d)];
        int left = total - counts.Sum();
        foreach (int i in Enumerable.Range(0, due.Length).OrderByDescending(i => due[i] - counts[i]).ThenBy(i => i).Take(left))
            counts[i]++;
        return counts;
    }
}
