namespace IncDiv.Samples.Workforce;

/// <summary>The cells in which people are counted: White, BME or not stated, by sex.</summary>
internal static class PersonCells
{
    public const int Count = 12;
    private const int White = 0;
    private const int Bme = 1;
    private const double SelfDescribed = 0.001;
    private const double SexNotSaid = 0.002;
    private static readonly byte[][] SexCodes = ["F"u8.ToArray(), "M"u8.ToArray(), "X"u8.ToArray(), "PNS"u8.ToArray()];

    public static bool IsBme(int cell) => cell / 4 == Bme;

    public static bool IsWhite(int cell) => cell / 4 == White;

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
