namespace IncDiv.Measures.Aggregation;

/// <summary>The additive sums of one group, enough for a share or mean and its interval. Quarters are pooled by adding their sums (statistics.md C9).</summary>
/// <param name="N">Rows.</param>
/// <param name="W">Σw.</param>
/// <param name="W2">Σw².</param>
/// <param name="WY">Σwy; y is 0 or 1 for a share, the row's value for a mean.</param>
/// <param name="WYY">Σwy².</param>
/// <param name="W2Y">Σw²y, for shares.</param>
/// <param name="Y">Rows with y = 1, for shares.</param>
internal readonly record struct Sums(double N, double W, double W2, double WY, double WYY, double W2Y = 0, double Y = 0)
{
    private const double Rounding = 1e-12;

    /// <summary>Σwy / Σw; NaN for no rows.</summary>
    public double Mean => WY / W;

    /// <summary>Kish's effective base (Σw)² / Σw², which approximates the loss of precision from weighting (statistics.md C2); 0 for no rows.</summary>
    public double Effective => W2 > 0 ? W * W / W2 : 0;

    /// <summary>The variance of y in the weighted sample; 0 where all values are equal, even if their squares are rounded.</summary>
    public double Variance => WYY / W - Mean * Mean is var v && v > Rounding * WYY / W ? v : 0;

    public static Sums operator +(Sums a, Sums b) => new(a.N + b.N, a.W + b.W, a.W2 + b.W2, a.WY + b.WY, a.WYY + b.WYY, a.W2Y + b.W2Y, a.Y + b.Y);

    /// <summary><paramref name="x"/> of <paramref name="n"/>, unweighted.</summary>
    public static Sums Counted(double x, double n) => new(n, n, n, x, x, x, x);
}
