namespace IncDiv.Samples.Drawing;

/// <summary>
/// Draws outcomes at random so that their weighted shares come out as asked: what one draw leaves over is carried to the next, and the sum of
/// weights never strays from its due by more than about one weight. For streams whose length and weights are not known beforehand.
/// </summary>
internal sealed class Carry(int outcomes)
{
    private const double Looseness = 0.5;

    private readonly double[] _owed = new double[outcomes];

    /// <summary>One of two outcomes, of which the first has the share <paramref name="share"/>; needs one carry each.</summary>
    /// <param name="owed">Weight that the first outcome is owed.</param>
    /// <param name="nudge">What makes the outcome likelier for this row than for others, added to its chance: the share holds all the same.</param>
    /// <param name="unit">Uniform on [0, 1).</param>
    public static bool Draw(ref double owed, double share, double nudge, double weight, double unit)
    {
        owed += share * weight;
        // Drawn when about half a weight is owed: the looser, the more random the order and the larger the last carry.
        bool drawn = (0.5 + Looseness * (unit - 0.5) - nudge) * weight < owed;
        if (drawn)
            owed -= weight;
        return drawn;
    }

    /// <param name="shares">Share of each outcome, adding up to one.</param>
    public int Draw(ReadOnlySpan<double> shares, double weight, double unit)
    {
        double positive = 0;
        for (int i = 0; i < _owed.Length; i++)
        {
            _owed[i] += shares[i] * weight;
            if (_owed[i] > 0)
                positive += _owed[i];
        }
        double at = unit * positive;
        int drawn = -1;
        for (int i = 0; i < _owed.Length; i++)
        {
            if (_owed[i] <= 0)
                continue;
            drawn = i;
            if (at < _owed[i])
                break;
            at -= _owed[i];
        }
        _owed[drawn] -= weight;
        return drawn;
    }
}
