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

/// <summary>Draws outcomes in random order, each exactly as often as its count.</summary>
internal sealed class Quota(int[] counts)
{
    private readonly int[] _left = [.. counts];
    private int _total = counts.Sum();

    /// <param name="unit">Uniform on [0, 1). The final counts do not depend on it.</param>
    public int Draw(double unit)
    {
        int at = (int)(unit * _total);
        int outcome = 0;
        while (at >= _left[outcome])
            at -= _left[outcome++];
        _left[outcome]--;
        _total--;
        return outcome;
    }
}
