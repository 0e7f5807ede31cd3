namespace IncDiv.Samples.Drawing;

/// <summary>Draws outcomes at random so that their weighted shares are as requested. The remainder of each draw is carried to the next, so the sum of weights
/// never differs from its target by more than about one weight. For streams whose length and weights are not known in advance.</summary>
internal sealed class Carry(int outcomes)
{
    private const double Looseness = 0.5;

    private readonly double[] _owed = new double[outcomes];

    /// <summary>Draws one of two outcomes. The first has the share <paramref name="share"/>. Each pair of outcomes needs its own carry.</summary>
    /// <param name="owed">The carry: the weight that the first outcome is owed.</param>
    /// <param name="nudge">Added to the outcome's probability for this row, compared with other rows. The share still holds.</param>
    /// <param name="unit">Uniform on [0, 1).</param>
    public static bool Draw(ref double owed, double share, double nudge, double weight, double unit)
    {
        owed += share * weight;
        // The outcome is drawn when about half a weight is owed. A looser rule makes the order more random and the last carry larger.
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
