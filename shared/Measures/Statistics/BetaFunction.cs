namespace IncDiv.Measures.Statistics;

/// <summary>The beta distribution, which gives exact limits of proportions and Student's t.</summary>
public static class BetaFunction
{
    /// <summary>The probability that a beta variable is at most <paramref name="x"/>: the regularised incomplete beta function.</summary>
    public static double Lower(double a, double b, double x)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        // The continued fraction converges fast below the mean. Above it, the other tail is computed.
        if (x > (a + 1) / (a + b + 2))
            return 1 - Lower(b, a, 1 - x);
        double scale = Math.Exp(GammaFunction.Log(a + b) - GammaFunction.Log(a) - GammaFunction.Log(b) + a * Math.Log(x) + b * Math.Log(1 - x)) / a;
        return scale * Fraction(a, b, x);
    }

    /// <summary>The value that a beta variable does not exceed with probability <paramref name="p"/>.</summary>
    public static double Quantile(double a, double b, double p) => Root.Between(0, 1, x => Lower(a, b, x) - p);

    // Continued fraction (Abramowitz and Stegun 26.5.8) by the method of Lentz.
    private static double Fraction(double a, double b, double x)
    {
        double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), h = d, step = 0;
        for (int m = 1; m < 10_000 && Math.Abs(step - 1) > 1e-16; m++)
        {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / (1 + even * d);
            c = 1 + even / c;
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / (1 + odd * d);
            c = 1 + odd / c;
            step = d * c;
            h *= step;
        }
        return h;
    }
}
