namespace IncDiv.Samples.StaffSurvey;

/// <summary>A band of ages or lengths of service.</summary>
/// <param name="Share">Share of responses.</param>
/// <param name="Years">The usual number of years.</param>
internal sealed record Band(string Code, double Share, double Years)
{
    public byte[] Field { get; } = CsvRows.Field(Code);
}

/// <summary>A cell in which responses are counted: length of service, age, disability.</summary>
/// <param name="IsDisabled">Null for people who do not say.</param>
internal sealed record StaffCell(Band Service, Band Age, bool? IsDisabled)
{
    private const double UsualAgeOfJoining = 28;
    private const double SpreadOfJoining = 9;
    private const double YoungestJoiner = 17.5;

    private static readonly Band[] Services =
    [
        new("<6m", 0.025, 0.3), new("6-12m", 0.045, 0.8), new("1-2y", 0.07, 1.5), new("2-5y", 0.13, 3.5), new("5-10y", 0.22, 7.5),
        new("10-15y", 0.23, 12.5), new("15-20y", 0.13, 17.5), new("20y+", 0.15, 25),
    ];

    private static readonly Band[] Ages =
    [
        new("16-19", 0.02, 19), new("20-24", 0.12, 23), new("25-29", 0.12, 27.5), new("30-34", 0.15, 32.5), new("35-39", 0.15, 37.5), new("40-44", 0.15, 42.5),
        new("45-49", 0.15, 47.5), new("50-54", 0.13, 52.5), new("55-59", 0.06, 57.5), new("60-64", 0.025, 62.5), new("65+", 0.006, 67),
    ];

    public static IReadOnlyList<StaffCell> All { get; } =
    [
        .. from service in Services from age in Ages from isDisabled in (bool?[])[true, false, null] select new StaffCell(service, age, isDisabled),
    ];

    /// <summary>Share of the responses; the shares need not add up to one.</summary>
    public double Share
    {
        get
        {
            double joined = Age.Years - Service.Years;
            double compatible = joined < YoungestJoiner ? 0 : Math.Exp(-Math.Pow((joined - UsualAgeOfJoining) / SpreadOfJoining, 2) / 2) + 0.02;
            double disabled = 0.06 + 0.002 * (Age.Years - 20);
            double declared = IsDisabled switch { true => disabled, false => 0.70 - disabled, null => 0.30 };
            return Service.Share * Age.Share * compatible * declared;
        }
    }
}
