namespace IncDiv.Samples;

/// <summary>How levels change from quarter to quarter: a slow trend between years, plus scatter between the interviews of one quarter and the next. In the
/// strategy's year the published levels must hold, so the scatter is below rounding and adds up to zero over the year.</summary>
internal static class Drift
{
    private const int StrategyYear = 2016;
    // Within this limit every level of a feed stays between 0 and 100 in any quarter.
    private const double Largest = 5;
    // Points between the extremes and the middle of a sum of three uniforms; the standard deviation is half of it.
    private const double Scatter = 1.6;
    private static readonly double[] Ripple = [0.2, -0.15, -0.1, 0.05];

    /// <summary>Returns the points to add to a level of 2016-17.</summary>
    /// <param name="perYear">Trend in points a year.</param>
    /// <param name="series">Separates the scatter of one feed from that of another.</param>
    public static double Points(Quarter quarter, double perYear, ulong series) => quarter.StartYear == StrategyYear
        ? Ripple[quarter.Number - 1]
        : Math.Clamp(perYear * (quarter.StartYear - StrategyYear) + Noise(quarter, series), -Largest, Largest);

    private static double Noise(Quarter quarter, ulong series)
    {
        // The drop's seed is not used: the true figures of a quarter are fixed, and seeds only draw different people.
        var random = new SampleRandom(series, SampleRandom.StreamOf(quarter));
        return Scatter * (random.NextUnit() + random.NextUnit() + random.NextUnit() - 1.5);
    }
}
