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

/// <summary>One stratum of a directly standardised rate.</summary>
/// <param name="Events">x, events of the group.</param>
/// <param name="Base">n, people of the group.</param>
/// <param name="Standard">S, people of the population whose mix is the standard.</param>
public readonly record struct RateStratum(double Events, double Base, double Standard);

/// <summary>Directly standardised rates: each group as if it had the standard mix, for example of ranks (statistics.md C4; as phe_dsr, with Dobson's
/// interval).</summary>
public static class StandardisedRate
{
    private const double MinEvents = 10;

    /// <summary>Rate, standard error and interval, as fractions of the base. Dobson's lower limit can fall below 0 where a stratum with a large weight has few
    /// people; it is then set to 0.</summary>
    /// <returns>Null for fewer than ten events, and where the group has no people in a stratum of the standard.</returns>
    public static (double Rate, double Error, Interval Interval)? Compute(IReadOnlyList<RateStratum> strata)
    {
        double events = 0, standard = 0, rate = 0, variance = 0;
        foreach (RateStratum stratum in strata)
        {
            if (stratum.Standard <= 0)
                continue;
            if (stratum.Base <= 0)
                return null;
            double weight = stratum.Standard / stratum.Base;
            events += stratum.Events;
            standard += stratum.Standard;
            rate += stratum.Events * weight;
            variance += stratum.Events * weight * weight;
        }
        if (events < MinEvents)
            return null;
        rate /= standard;
        double error = Math.Sqrt(variance) / standard, scale = error / Math.Sqrt(events);
        Interval count = EventCount.Byar(events);
        return (rate, error, new Interval(Math.Max(0, rate + scale * (count.Lower - events)), rate + scale * (count.Upper - events)));
    }
}
