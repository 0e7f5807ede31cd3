namespace IncDiv.Measures.Statistics;

/// <summary>
/// The four-fifths screen of selection rates (statistics.md C6): below 0.8 where success is wanted, above 1.25 where it is an adverse outcome.
/// It is only ever said together with what the interval shows, or the exact test where counts are too small for the interval.
/// </summary>
public static class FourFifths
{
    /// <summary>The flag in words; empty inside the band, and for measures without a wanted direction.</summary>
    /// <param name="exactP">That of an exact test of ratio 1, null where there was none.</param>
    /// <param name="polarity">That of the measure: <c>up</c>, <c>down</c>, <c>parity</c> or <c>none</c>.</param>
    public static string Flag(double ratio, Interval interval, double? exactP, string polarity)
    {
        string clear = exactP switch
        {
            < 0.05 => "the exact test tells it from 1",
            not null => "the exact test does not tell it from 1",
            null when interval.Lower > 1 || interval.Upper < 1 => "the interval excludes 1",
            null => "the interval includes 1",
        };
        return polarity switch
        {
            "up" or "parity" when ratio < 0.8 => $"below four-fifths; {clear}",
            "down" or "parity" when ratio > 1.25 => $"above five-quarters; {clear}",
            _ => "",
        };
    }
}
