namespace IncDiv.Samples.Quotas;

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
