namespace IncDiv.Samples.StaffSurvey;

/// <summary>The cells in which responses are counted: length of service, age, disability.</summary>
internal sealed class StaffCells
{
    public const int Disabled = 0;
    public const int NotDisabled = 1;
    private const int Declarations = 3;

    /// <summary>Code, share of responses, usual number of years served.</summary>
    public static IReadOnlyList<(string Code, double Share, double Years)> Services { get; } =
    [
        ("<6m", 0.025, 0.3), ("6-12m", 0.045, 0.8), ("1-2y", 0.07, 1.5), ("2-5y", 0.13, 3.5), ("5-10y", 0.22, 7.5),
        ("10-15y", 0.23, 12.5), ("15-20y", 0.13, 17.5), ("20y+", 0.15, 25),
    ];

    /// <summary>Code, share of responses, middle of the band.</summary>
    public static IReadOnlyList<(string Code, double Share, double Years)> Ages { get; } =
    [
        ("16-19", 0.02, 19), ("20-24", 0.12, 23), ("25-29", 0.12, 27.5), ("30-34", 0.15, 32.5), ("35-39", 0.15, 37.5), ("40-44", 0.15, 42.5),
        ("45-49", 0.15, 47.5), ("50-54", 0.13, 52.5), ("55-59", 0.06, 57.5), ("60-64", 0.025, 62.5), ("65+", 0.006, 67),
    ];

    private const double UsualAgeOfJoining = 28;
    private const double SpreadOfJoining = 9;
    private const double YoungestJoiner = 17.5;

    public StaffCells(int rows)
    {
        Rows = Apportionment.LargestRemainder([.. Indices.Select(ShareOf)], rows);
    }

    public static IEnumerable<int> Indices => Enumerable.Range(0, Services.Count * Ages.Count * Declarations);

    /// <summary>Responses by cell.</summary>
    public IReadOnlyList<int> Rows { get; }

    public static int ServiceOf(int cell) => cell / (Ages.Count * Declarations);

    public static int AgeOf(int cell) => cell / Declarations % Ages.Count;

    public static int DisabilityOf(int cell) => cell % Declarations;

    private static double ShareOf(int cell)
    {
        var service = Services[ServiceOf(cell)];
        var age = Ages[AgeOf(cell)];
        double joined = age.Years - service.Years;
        double compatible = joined < YoungestJoiner ? 0 : Math.Exp(-Math.Pow((joined - UsualAgeOfJoining) / SpreadOfJoining, 2) / 2) + 0.02;
        double disabled = 0.06 + 0.002 * (age.Years - 20);
        double declared = DisabilityOf(cell) switch { Disabled => disabled, NotDisabled => 0.70 - disabled, _ => 0.30 };
        return service.Share * age.Share * compatible * declared;
    }
}
