namespace IncDiv.Samples.Victims;

/// <summary>A crime; hate crime by strand.</summary>
/// <param name="Share">Share of interviews.</param>
/// <param name="Bme">Share of BME victims.</param>
/// <param name="Disabled">Share of disabled victims.</param>
internal sealed record Crime(string Group, string Strand, double Share, double Bme, double Disabled)
{
    public byte[] GroupField { get; } = CsvRows.Field(Group);

    public byte[] StrandField { get; } = CsvRows.Field(Strand);
}

/// <summary>A cell in which victims are counted: crime, ethnicity, youth, disability.</summary>
/// <param name="IsBme">Null for people who do not state their ethnicity.</param>
internal sealed record VictimCell(Crime Crime, bool? IsBme, bool IsYoung, bool IsDisabled)
{
    private const double NotStated = 0.04;
    private const double YoungShare = 0.16;

    private static readonly Crime[] Crimes =
    [
        new("BURGLARY", "", 0.220, 0.38, 0.11),
        new("VIOLENCE", "", 0.240, 0.42, 0.12),
        new("VEHICLE", "", 0.240, 0.38, 0.08),
        new("ROBBERY", "", 0.100, 0.45, 0.08),
        new("HATE", "RACE", 0.130, 0.80, 0.10),
        new("HATE", "FAITH", 0.027, 0.70, 0.08),
        new("HATE", "HOMOPHOBIC", 0.026, 0.28, 0.12),
        new("HATE", "TRANSPHOBIC", 0.009, 0.28, 0.15),
        new("HATE", "DISABILITY", 0.008, 0.30, 0.94),
    ];

    private static readonly bool[] Either = [false, true];

    public static IReadOnlyList<VictimCell> All { get; } =
    [
        .. from crime in Crimes from isBme in (bool?[])[false, true, null] from isYoung in Either from isDisabled in Either
           select new VictimCell(crime, isBme, isYoung, isDisabled),
    ];

    /// <summary>Share of the interviews.</summary>
    public double Share
    {
        get
        {
            double ethnicity = IsBme switch { true => (1 - NotStated) * Crime.Bme, false => (1 - NotStated) * (1 - Crime.Bme), null => NotStated };
            return Crime.Share * ethnicity * (IsYoung ? YoungShare : 1 - YoungShare) * (IsDisabled ? Crime.Disabled : 1 - Crime.Disabled);
        }
    }
}
