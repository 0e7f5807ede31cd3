namespace IncDiv.Disclosure.Intervals;

/// <summary>The variables of a linear program with their bounds and values, and the choice of the one that moves next.</summary>
internal sealed class BoundedVariables(int count)
{
    /// <summary>Values nearer to each other are taken as equal.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>Smaller slopes are rounding errors.</summary>
    public const double Slope = 1e-7;

    public double[] Lower { get; } = new double[count];

    public double[] Upper { get; } = new double[count];

    public double[] Value { get; } = new double[count];

    /// <summary>The nonbasic variable by which the objective grows fastest, and the direction it moves in; null at the optimum.</summary>
    /// <param name="lot">If given, one of those by which it grows is drawn instead: that cannot go round in circles for long.</param>
    public (int Place, int Direction)? Entering(double[] slopes, int[] nonbasic, int? lot)
    {
        int best = -1;
        double greatest = 0;
        for (int k = 0; k < nonbasic.Length; k++)
        {
            double slope = slopes[k];
            int variable = nonbasic[k];
            bool canMove = slope > Slope ? Value[variable] < Upper[variable] - Tolerance : slope < -Slope && Value[variable] > Lower[variable] + Tolerance;
            if (!canMove)
                continue;
            double rank = lot is { } draw ? ModularField.Scatter(((ulong)draw << 32) + (ulong)variable) : Math.Abs(slope);
            if (rank > greatest)
                (best, greatest) = (k, rank);
        }
        return best < 0 ? null : (best, Math.Sign(slopes[best]));
    }
}
