namespace IncDiv.Measures.Statistics;

/// <summary>
/// The four-fifths screen of selection rates (statistics.md C6): below 0.8 where success is wanted, above 1.25 where it is an adverse outcome.
/// It is only ever said together with what the interval shows.
/// </summary>
public static class FourFifths
{
    /// <summary>The flag in words; empty inside the band, for no interval, and for measures without a wanted direction.</summary>
    /// <param name="polarity">That of the measure: <c>up</c>, <c>down</c>, <c>parity</c> or <c>none</c>.</param>
    public static string Flag(double ratio, Interval? interval, string polarity)
    {
        if (interval is not { } found)
            return "";
        string clear = found.Lower > 1 || found.Upper < 1 ? "the interval excludes 1" : "the interval includes 1";
        return polarity switch
        {
            "up" or "parity" when ratio < 0.8 => $"below four-fifths; {clear}",
            "down" or "parity" when ratio > 1.25 => $"above five-quarters; {clear}",
            _ => "",
        };
    }
}
