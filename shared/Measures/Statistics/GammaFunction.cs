namespace IncDiv.Measures.Statistics;

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
