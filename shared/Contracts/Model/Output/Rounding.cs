namespace IncDiv.Contracts.Output;

/// <summary>Published figures round half away from zero (publication.md D6): 0.5 is 1 and 2.5 is 3.</summary>
public static class Rounding
{
    /// <summary>Rounds as a decimal, so that 7.800000000000011 and 1.15 round as they are written.</summary>
    public static decimal Round(double value, int decimals) => Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
}
