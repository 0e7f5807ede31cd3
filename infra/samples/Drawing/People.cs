namespace IncDiv.Samples.Drawing;

/// <summary>Personal details of people who do not exist: addresses in a reserved domain, reserved telephone numbers and impossible postcodes.</summary>
internal static class People
{
    private static readonly string[] Forenames = (
        "Ada Aisha Alan Amara Ann Arjun Ben Callum Chidi Chloe Daniel David Ebony Emma Farah Femi George Grace Hana Harry " +
        "Imran Isla Jack Jaya Joan Karim Kate Kwame Leila Liam Maria Mei Mohammed Nadia Noah Olu Omar Priya Rosa Samuel Sara Tariq Tom Yusuf Zara").Split(' ');
    private static readonly string[] Surnames = (
        "Adeyemi Ahmed Ali Allen Baker Begum Bennett Brown Chan Clarke Cooper Davies Evans Fernandes Green Hall Harris Hussain Jackson Johnson " +
        "Jones Kaur Khan King Lee Lewis Mensah Miller Morgan Murphy Nguyen Okafor Patel Price Roberts Shah Singh Smith Taylor " +
        "Walker Ward White Wilson Wood Young").Split(' ');

    public static Mix Forename { get; } = Mix.Of(Forenames);

    public static Mix Surname { get; } = Mix.Of(Surnames);

    public static Mix FullName { get; } = Mix.Of(Forenames.Select((f, i) => $"{Surnames[(i * 7 + 3) % Surnames.Length]}, {f}"));

    /// <summary>Stated religions and gaps.</summary>
    public static Mix Religion { get; } = new(
        ("CHR", 40), ("NONE", 26), ("MUS", 11), ("HIN", 5), ("JEW", 2), ("SIK", 2), ("BUD", 1), ("OTH", 1), ("PNS", 6), ("", 6));

    /// <summary>A postcode in the area ZZ, which does not exist.</summary>
    public static void WritePostcode(CsvRows csv, SampleRandom random) => csv.Number("ZZ"u8, 1 + random.Below(99), 0, Inward[random.Below(Inward.Length)]);

    /// <summary>Numbers that Ofcom reserves for drama: 020 7946 0000 to 0999 and 07700 900000 to 900999.</summary>
    public static void WritePhone(CsvRows csv, SampleRandom random) =>
        csv.Number(random.Below(2) == 0 ? "020 7946 0"u8 : "07700 900"u8, random.Below(1000), 3);

    private static byte[][] Inward { get; } = [.. Enumerable.Range(0, 10).Select(i => CsvRows.Field($" {i}ZZ"))];
}
