namespace IncDiv.Measures.Statistics;

/// <summary>A number of events, assumed to be Poisson distributed (statistics.md C3; as PHEindicatormethods).</summary>
public static class EventCount
{
    /// <summary>Counts below this have exact limits; others have Byar's limits.</summary>
    public const double ExactBelow = 10;

    /// <summary>The interval of a count: exact below ten, Byar's approximation from ten on.</summary>
    /// <param name="z">Half-width in standard errors, <see cref="Normal.Z95"/> unless said otherwise.</param>
    public static Interval Interval(double x, double z = Normal.Z95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        return x < ExactBelow ? Exact(x, Normal.TwoSidedP(z)) : Byar(x, z);
    }

    /// <summary>Byar's limits; the lower one of no events is 0.</summary>
    public static Interval Byar(double x, double z = Normal.Z95)
    {
        double next = x + 1;
        double lower = x == 0 ? 0 : x * Math.Pow(1 - 1 / (9 * x) - z / (3 * Math.Sqrt(x)), 3);
        return new Interval(lower, next * Math.Pow(1 - 1 / (9 * next) + z / (3 * Math.Sqrt(next)), 3));
    }

    private static Interval Exact(double x, double alpha) =>
        new(x == 0 ? 0 : GammaFunction.Quantile(x, alpha / 2), GammaFunction.Quantile(x + 1, 1 - alpha / 2));
}
