namespace IncDiv.Samples;

/// <summary>
/// How levels move from quarter to quarter: a slow trend between years, and around it what separates one quarter's interviews from the
/// next. In the strategy's year the published levels must come out: there it is a ripple within rounding that adds up to nil over the year.
/// </summary>
internal static class Drift
{
    private const int StrategyYear = 2016;
    // Within it no level of a feed leaves 0 to 100, however far the quarter.
    private const double Largest = 5;
    // Points between the extremes and the middle of a sum of three uniforms; the standard deviation is half of it.
    private const double Scatter = 1.6;
    private static readonly double[] Ripple = [0.2, -0.15, -0.1, 0.05];

    /// <summary>Points to add to a level of 2016-17.</summary>
    /// <param name="perYear">Trend in points a year.</param>
    /// <param name="series">Keeps the scatter of one feed apart from that of another.</param>
    public static double Points(Quarter quarter, double perYear, ulong series) => quarter.StartYear == StrategyYear
        ? Ripple[quarter.Number - 1]
        : Math.Clamp(perYear * (quarter.StartYear - StrategyYear) + Noise(quarter, series), -Largest, Largest);

    private static double Noise(Quarter quarter, ulong series)
    {
        // Not from the drop's seed: the truth about a quarter is one, and seeds draw different people from it.
        var random = new SampleRandom(series, SampleRandom.StreamOf(quarter));
        return Scatter * (random.NextUnit() + random.NextUnit() + random.NextUnit() - 1.5);
    }
}
