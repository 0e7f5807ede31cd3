namespace IncDiv.Measures.Statistics;

/// <summary>One stratum of a directly standardised rate.</summary>
/// <param name="Events">x, of the group.</param>
/// <param name="Base">n, of the group.</param>
/// <param name="Standard">S, of the population whose mix is the standard.</param>
public readonly record struct RateStratum(double Events, double Base, double Standard);

/// <summary>Rates of groups as if each had the standard mix, of ranks say (statistics.md C4, as phe_dsr: Dobson's interval).</summary>
public static class StandardisedRate
{
    private const double MinEvents = 10;

    /// <summary>
    /// Rate, standard error and interval, as fractions of the base. Where few of a heavy stratum's people carry the variance, Dobson's lower
    /// limit falls below 0: it is then 0.
    /// </summary>
    /// <returns>Null for fewer than ten events, and where the group has nobody in a stratum that the standard has.</returns>
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
