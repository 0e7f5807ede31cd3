namespace IncDiv.Measures.Statistics;

/// <summary>The Wilson score interval of a proportion.</summary>
public static class Wilson
{
    /// <summary>Interval of <paramref name="x"/> out of <paramref name="n"/>, in the form of Public Health England's PHEindicatormethods (statistics.md C1).
    /// Both may be fractions: a weighted proportion is used with its effective base (C2).</summary>
    /// <param name="z">Half-width in standard errors, <see cref="Normal.Z95"/> unless said otherwise.</param>
    /// <returns>Proportions from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The base is not positive, or the count not from 0 to the base.</exception>
    public static Interval Interval(double x, double n, double z = Normal.Z95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, n);
        double centre = 2 * x + z * z;
        double spread = z * Math.Sqrt(z * z + 4 * x * (1 - x / n));
        double scale = 2 * (n + z * z);
        // At x = 0 and x = n the exact limits are 0 and 1; rounding may miss them by 1e-17.
        return new Interval(Math.Clamp((centre - spread) / scale, 0, 1), Math.Clamp((centre + spread) / scale, 0, 1));
    }
}

/// <summary>The interval of a difference of two independent proportions.</summary>
public static class Newcombe
{
    /// <summary>Hybrid score interval (method 10 of Newcombe 1998; Newcombe and Altman 2000; statistics.md C5) of <paramref name="p1"/> −
    /// <paramref name="p2"/>, on effective bases where the data are weighted.</summary>
    /// <param name="p1">Proportion, 0 to 1.</param>
    /// <param name="n1">Its base, positive.</param>
    public static Interval Interval(double p1, double n1, double p2, double n2)
    {
        Interval first = Wilson.Interval(Math.Min(p1 * n1, n1), n1);
        Interval second = Wilson.Interval(Math.Min(p2 * n2, n2), n2);
        return Difference.Interval(p1, first, p2, second);
    }
}
