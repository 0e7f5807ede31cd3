namespace IncDiv.Measures.Statistics;

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
