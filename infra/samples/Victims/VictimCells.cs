namespace IncDiv.Samples.Victims;

/// <summary>The cells in which victims are counted: crime (hate crime by strand), ethnicity, youth, disability.</summary>
internal sealed class VictimCells
{
    public const int Hate = 4;
    public const int DisabilityStrand = 8;
    private const int Ethnicities = 3;

    /// <summary>Group, strand, share of interviews, share of BME victims, share of disabled victims.</summary>
    public static IReadOnlyList<(string Group, string Strand, double Share, double Bme, double Disabled)> Crimes { get; } =
    [
        ("BURGLARY", "", 0.220, 0.38, 0.11),
        ("VIOLENCE", "", 0.240, 0.42, 0.12),
        ("VEHICLE", "", 0.240, 0.38, 0.08),
        ("ROBBERY", "", 0.100, 0.45, 0.08),
        ("HATE", "RACE", 0.130, 0.80, 0.10),
        ("HATE", "FAITH", 0.027, 0.70, 0.08),
        ("HATE", "HOMOPHOBIC", 0.026, 0.28, 0.12),
        ("HATE", "TRANSPHOBIC", 0.009, 0.28, 0.15),
        ("HATE", "DISABILITY", 0.008, 0.30, 0.94),
    ];

    private const double NotStated = 0.04;
    private const double YoungShare = 0.16;

    public VictimCells(int rows)
    {
        Rows = Apportionment.LargestRemainder([.. Indices.Select(ShareOf)], rows);
    }

    public static IEnumerable<int> Indices => Enumerable.Range(0, Crimes.Count * Ethnicities * 4);

    /// <summary>Interviews by cell.</summary>
    public IReadOnlyList<int> Rows { get; }

    public static int CrimeOf(int cell) => cell / (Ethnicities * 4);

    public static bool IsWhite(int cell) => cell / 4 % Ethnicities == 0;

    public static bool IsBme(int cell) => cell / 4 % Ethnicities == 1;

    public static bool IsYoung(int cell) => (cell & 2) != 0;

    public static bool IsDisabled(int cell) => (cell & 1) != 0;

    public int Count(Func<int, bool> cells) => Indices.Where(cells).Sum(c => Rows[c]);

    private static double ShareOf(int cell)
    {
        var crime = Crimes[CrimeOf(cell)];
        double ethnicity = IsBme(cell) ? (1 - NotStated) * crime.Bme : IsWhite(cell) ? (1 - NotStated) * (1 - crime.Bme) : NotStated;
        return crime.Share * ethnicity * (IsYoung(cell) ? YoungShare : 1 - YoungShare) * (IsDisabled(cell) ? crime.Disabled : 1 - crime.Disabled);
    }
}
