namespace IncDiv.Measures.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>The 97.5 % point: half-width of a 95 % interval in standard errors.</summary>
    public const double Z95 = 1.959963984540054;

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

/// <summary>Student's t distribution, for standard errors that are estimated from few degrees of freedom (statistics.md C2).</summary>
public static class StudentT
{
    /// <summary>The probability of a value at least as far from zero as <paramref name="t"/>, in either direction.</summary>
    /// <param name="df">Degrees of freedom, positive.</param>
    public static double TwoSidedP(double t, double df) => BetaFunction.Lower(df / 2, 0.5, df / (df + t * t));

    /// <summary>Half-width of a 95 % interval in standard errors.</summary>
    public static double Point95(double df) => Root.Between(1, 1000, t => 0.05 - TwoSidedP(t, df));
}

/// <summary>The gamma function and the gamma distribution, which gives exact limits of counts.</summary>
public static class GammaFunction
{
    // Lanczos' approximation with g = 607/128 and 15 terms (Godfrey), good to about 1e-15.
    private static readonly double[] Lanczos =
    [
        0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978,
        0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4, 0.15808870322491248884e-3,
        -0.21026444172410488319e-3, 0.21743961811521264320e-3, -0.16431810653676389022e-3, 0.84418223983852743293e-4,
        -0.26190838401581408670e-4, 0.36899182659531622704e-5,
    ];

    /// <summary>ln Γ(x) for x &gt; 0.</summary>
    public static double Log(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        double sum = Lanczos[0];
        for (int i = 1; i < Lanczos.Length; i++)
            sum += Lanczos[i] / (x + i);
        double t = x + 5.2421875;
        return (x + 0.5) * Math.Log(t) - t + Math.Log(2.5066282746310005 * sum / x);
    }

    /// <summary>The probability that a gamma variable of shape <paramref name="a"/> and scale 1 is at most <paramref name="x"/>.</summary>
    public static double Lower(double a, double x)
    {
        if (x <= 0)
            return 0;
        double scale = Math.Exp(a * Math.Log(x) - x - Log(a));
        if (x < a + 1)
        {
            double term = 1 / a, sum = term;
            for (int n = 1; term > 1e-17 * sum; n++)
                sum += term *= x / (a + n);
            return sum * scale;
        }
        // Continued fraction of the upper tail (Abramowitz and Stegun 6.5.31) by the method of Lentz.
        double b = x + 1 - a, c = 1e300, d = 1 / b, h = d, step = 0;
        for (int i = 1; i < 10_000 && Math.Abs(step - 1) > 1e-16; i++)
        {
            double an = -i * (i - a);
            b += 2;
            d = 1 / (an * d + b);
            c = b + an / c;
            step = d * c;
            h *= step;
        }
        return 1 - scale * h;
    }

    /// <summary>The value that a gamma variable of shape <paramref name="a"/> does not exceed with probability <paramref name="p"/>.</summary>
    public static double Quantile(double a, double p)
    {
        double high = a + 10;
        while (Lower(a, high) < p)
            high *= 2;
        return Root.Between(0, high, x => Lower(a, x) - p);
    }
}

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

internal static class Root
{
    /// <summary>Where an increasing function crosses zero, by bisection to the last bit. It is slow but reliable.</summary>
    public static double Between(double low, double high, Func<double, double> increasing)
    {
        while (true)
        {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                return middle;
            if (increasing(middle) < 0)
                low = middle;
            else
                high = middle;
        }
    }
}
