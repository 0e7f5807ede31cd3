namespace IncDiv.Samples.Workforce;

/// <summary>A simulated person who works or worked for the force.</summary>
/// <param name="Serial">Unique within the force. All permanent characteristics are drawn from it.</param>
/// <param name="Cell">Ethnicity and sex (<see cref="PersonCells"/>).</param>
internal sealed record Person(WorkerModel Model, ulong Serial, int Cell, DateOnly Start, DateOnly Birth)
{
    public Grade Grade => Model.Grades[GradeIndex];

    public int GradeIndex { get; set; }

    /// <summary>Null for people who were never promoted.</summary>
    public Grade? PreviousGrade { get; set; }

    public DateOnly GradeStart { get; set; } = Start;

    public DateOnly? Leave { get; set; }

    public byte[]? LeaveReason { get; set; }
}

/// <summary>The cells in which people are counted: White, BME or not stated, by sex.</summary>
internal static class PersonCells
{
    public const int Count = 12;
    private const double SelfDescribed = 0.001;
    private const double SexNotSaid = 0.002;
    private static readonly byte[][] SexCodes = ["F"u8.ToArray(), "M"u8.ToArray(), "X"u8.ToArray(), "PNS"u8.ToArray()];

    public static bool IsBme(int cell) => cell / 4 == 1;

    public static bool IsWhite(int cell) => cell / 4 == 0;

    public static bool IsFemale(int cell) => cell % 4 == 0;

    public static byte[] Sex(int cell) => SexCodes[cell % 4];

    /// <param name="bme">Share of BME people among those with a known ethnicity.</param>
    /// <param name="female">Share of women among those with a known sex.</param>
    public static double[] Shares(double bme, double female, double notStated)
    {
        double[] ethnicity = [(1 - notStated) * (1 - bme), (1 - notStated) * bme, notStated];
        double[] sex = [(1 - SexNotSaid) * female, (1 - SexNotSaid) * (1 - female - SelfDescribed), (1 - SexNotSaid) * SelfDescribed, SexNotSaid];
        return [.. Enumerable.Range(0, Count).Select(c => ethnicity[c / 4] * sex[c % 4])];
    }
}
