using IncDiv.Contracts;

namespace IncDiv.Samples;

/// <summary>How levels move from quarter to quarter: a ripple within rounding that adds up to nil over a year, and a slow trend between years.</summary>
internal static class Drift
{
    private const int StrategyYear = 2016;
    private const double LargestTrend = 10;
    private static readonly double[] Ripple = [0.2, -0.15, -0.1, 0.05];

    /// <summary>Points to add to a level of 2016-17.</summary>
    /// <param name="perYear">Trend in points a year.</param>
    public static double Points(Quarter quarter, double perYear) =>
        Ripple[quarter.Number - 1] + Math.Clamp(perYear * (quarter.StartYear - StrategyYear), -LargestTrend, LargestTrend);
}
