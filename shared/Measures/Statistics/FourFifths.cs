namespace IncDiv.Measures.Statistics;

/// <summary>The four-fifths test of selection rates (statistics.md C6): below 0.8 where success is wanted, above 1.25 for an adverse outcome. It is always
/// published together with the result of the interval, or of the exact test where counts are too small for the interval.</summary>
public static class FourFifths
{
    /// <summary>The flag in words; empty inside the band, and for measures without a polarity.</summary>
    /// <param name="exactP">p-value of an exact test of ratio 1; null where none was made.</param>
    /// <param name="polarity">That of the measure.</param>
    public static string Flag(double ratio, Interval interval, double? exactP, Polarity polarity)
    {
        string clear = exactP switch
        {
            < 0.05 => "the exact test distinguishes it from 1",
            not null => "the exact test does not distinguish it from 1",
            null when interval.Lower > 1 || interval.Upper < 1 => "the interval excludes 1",
            null => "the interval includes 1",
        };
        return polarity switch
        {
            Polarity.Up or Polarity.Parity when ratio < 0.8 => $"below four-fifths; {clear}",
            Polarity.Down or Polarity.Parity when ratio > 1.25 => $"above five-quarters; {clear}",
            _ => "",
        };
    }
}
