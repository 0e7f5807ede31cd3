using System.Globalization;

namespace IncDiv.Samples.Places;

/// <summary>Broad groups of feeds.md section 3.1; all but White and not stated are BME.</summary>
internal enum EthnicGroup
{
    White,
    Mixed,
    Asian,
    Black,
    Other,
    NotStated,
}

/// <summary>One of the 32 boroughs that the Met polices.</summary>
/// <param name="Bcu">The basic command unit that polices it.</param>
/// <param name="Residents">Usual residents, Census 2011.</param>
/// <param name="EthnicCodes">Residents by 18+1 code.</param>
internal sealed record Borough(string Code, string Name, string Bcu, double Residents, IReadOnlyDictionary<string, double> EthnicCodes)
{
    public double ResidentsOf(EthnicGroup group) => EthnicCodes.Where(c => c.Key[0] == London.Letters[(int)group]).Sum(c => c.Value);
}

/// <summary>The boroughs with the ethnic mix of their residents: Census 2011, table QS201EW (tests/data/README.md).</summary>
internal static class London
{
    /// <summary>The letter with which the 18+1 codes of each stated group begin.</summary>
    public const string Letters = "WMABO";

    // Columns of the census file, in order. Blank ones are totals.
    private static readonly string[] CensusCodes =
        ["", "W1", "W2", "W3", "W9", "", "M1", "M2", "M3", "M9", "", "A1", "A2", "A3", "A4", "A9", "", "B2", "B1", "B9", "", "O2", "O9"];

    private static readonly (string Bcu, string Boroughs)[] Bcus =
    [
        ("AW", "Hammersmith and Fulham,Kensington and Chelsea,Westminster"),
        ("SW", "Kingston upon Thames,Merton,Richmond upon Thames,Wandsworth"),
        ("SN", "Bromley,Croydon,Sutton"),
        ("SE", "Bexley,Greenwich,Lewisham"),
        ("EA", "Barking and Dagenham,Havering,Redbridge"),
        ("WA", "Ealing,Hillingdon,Hounslow"),
        ("AS", "Lambeth,Southwark"),
        ("NA", "Enfield,Haringey"),
        ("CE", "Hackney,Tower Hamlets"),
        ("CN", "Camden,Islington"),
        ("NW", "Barnet,Brent,Harrow"),
        ("NE", "Newham,Waltham Forest"),
    ];

    public static IReadOnlyList<Borough> Boroughs { get; } = [.. ReadCensus().OrderBy(b => b.Code, StringComparer.Ordinal)];

    // Of each stated group, as London has them.
    private static IReadOnlyList<Mix> CodesWithin { get; } =
        [.. Letters.Select(l => new Mix([.. CensusCodes.Where(c => c.StartsWith(l)).Select(c => (c, Boroughs.Sum(b => b.EthnicCodes[c])))]))];

    /// <summary>Codes within a group.</summary>
    /// <param name="notStated">Codes of people who do not state theirs.</param>
    public static Mix CodesOf(int group, Mix notStated) => group == (int)EthnicGroup.NotStated ? notStated : CodesWithin[group];

    private static IEnumerable<Borough> ReadCensus()
    {
        using var reader = new StreamReader(typeof(London).Assembly.GetManifestResourceStream("census.csv")!);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            if (fields[0] == "City of London")
                continue;
            double[] counts = [.. fields[3..].Select(f => double.Parse(f, CultureInfo.InvariantCulture))];
            yield return new Borough(
                fields[1], fields[0], BcuOf(fields[0]), double.Parse(fields[2], CultureInfo.InvariantCulture),
                CensusCodes.Index().Where(c => c.Item.Length > 0).ToDictionary(c => c.Item, c => counts[c.Index], StringComparer.Ordinal));
        }
    }

    private static string BcuOf(string borough) => Bcus.Single(b => b.Boroughs.Split(',').Contains(borough)).Bcu;
}
