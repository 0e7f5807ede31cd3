namespace IncDiv.Measures.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>The 97.5 % point: half-width of a 95 % interval in standard errors.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>The 99.9 % point: half-width of a 99.8 % interval in standard errors.</summary>
    public const double Z998 = 3.090232306167813;

    /// <summary>The probability of a value at least as far from zero as <paramref name="z"/>, in either direction.</summary>
    public static double TwoSidedP(double z) => ErrorFunctionComplement(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>erfc(x) for x ≥ 0, to a relative error of about 1e-14. Below 2 by the series of erf (Abramowitz and Stegun 7.1.6), above by the continued
    /// fraction of erfc (7.1.14) evaluated from its tail.</summary>
    public static double ErrorFunctionComplement(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        if (x < 2)
        {
            double term = x, sum = x;
            for (int n = 1; Math.Abs(term) > 1e-18 * sum; n++)
            {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return 1 - 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }
        double tail = 0;
        for (int k = 120; k > 0; k--)
            tail = k / 2.0 / (x + tail);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + tail);
    }
}
