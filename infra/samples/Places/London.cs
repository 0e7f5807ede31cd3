using System.Globalization;

namespace IncDiv.Samples.Places;

/// <summary>The boroughs with the ethnic mix of their residents: Census 2011, table QS201EW (tests/data/README.md).</summary>
internal static class London
{
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

    /// <summary>Codes within each stated group, as London has them.</summary>
    public static IReadOnlyList<Mix> CodesWithin { get; } = [.. EthnicGroups.Letters.Select(CodesOf)];

    private static Mix CodesOf(char letter) => new([.. CensusCodes.Where(c => c.StartsWith(letter)).Select(c => (c, Boroughs.Sum(b => b.EthnicCodes[c])))]);

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
