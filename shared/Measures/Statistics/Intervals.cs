namespace IncDiv.Measures.Statistics;

/// <summary>A 95 % interval unless said otherwise.</summary>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>Both ends times <paramref name="factor"/>, which is not negative.</summary>
    public Interval Times(double factor) => new(Lower * factor, Upper * factor);
}

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

/// <summary>The difference of two independent estimates.</summary>
public static class Difference
{
    /// <summary>The interval of <paramref name="first"/> − <paramref name="second"/> from their own intervals, by squaring and adding the distances to the
    /// limits: Newcombe's method 10, which Zou and Donner (2008) extend to any pair of intervals.</summary>
    public static Interval Interval(double first, Interval ofFirst, double second, Interval ofSecond)
    {
        double difference = first - second;
        return new Interval(
            difference - Length(first - ofFirst.Lower, ofSecond.Upper - second),
            difference + Length(ofFirst.Upper - first, second - ofSecond.Lower));
    }

    /// <summary>The difference of two differences, such as a gap now and a year before (statistics.md C5, "Has the gap changed?"), from their standard
    /// errors.</summary>
    /// <returns>Standard error, interval, and the two-sided p for no change; p is 1 where both errors are 0.</returns>
    public static (double Error, Interval Interval, double P) BetweenGaps(double now, double errorNow, double then, double errorThen)
    {
        double change = now - then, error = Length(errorNow, errorThen), half = Normal.Z95 * error;
        return (error, new Interval(change - half, change + half), error > 0 ? Normal.TwoSidedP(change / error) : 1);
    }

    private static double Length(double a, double b) => Math.Sqrt(a * a + b * b);
}

/// <summary>A group's share of a workforce over its share of a population (statistics.md C7).</summary>
public static class RepresentationIndex
{
    /// <summary>Index and interval: Wilson on the share, the population share taken as known.</summary>
    /// <param name="x">Members of the group.</param>
    /// <param name="n">All members, positive.</param>
    /// <param name="reference">Share of the population, above 0 to 1.</param>
    public static (double Index, Interval Interval) Compute(double x, double n, double reference)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reference);
        return (x / n / reference, Wilson.Interval(x, n).Times(1 / reference));
    }
}
