namespace IncDiv.Tests;

/// <summary>Expands the Home Office's published counts of Met officers (tests/data/README.md) to a <c>workforce</c> drop with a row for each officer. Sex, rank
/// and ethnicity are as published; every other required column has one neutral valid value.</summary>
internal static class HomeOfficeOfficers
{
    private const int YearsOfAge = 36;
    private const int YearsOfService = 10;

    /// <summary>Writes the drop of the snapshot at 31 March of a year.</summary>
    /// <param name="openData">The Home Office's CSV: a header, then sex, rank, ethnicity and headcount in columns 5, 6, 8 and 10.</param>
    /// <returns>The number of officers.</returns>
    /// <exception cref="InvalidDataException">A line of the year is malformed; the message names the line.</exception>
    public static async Task<int> WriteAsync(TextReader openData, int year, Stream output, CancellationToken ct)
    {
        Contracts.Feeds.Feed feed = Contracts.ContractSet.Embedded.Feeds.Find("workforce")!;
        var snapshot = new DateOnly(year, 3, 31);
        await using var csv = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
        await csv.WriteLineAsync(string.Join(',', feed.Columns.Select(c => c.Name)));
        int officers = 0;
        int line = 1;
        await openData.ReadLineAsync(ct);
        while (await openData.ReadLineAsync(ct) is { } text)
        {
            string[] fields = Split(text);
            line++;
            if (fields[0] != year.ToString(CultureInfo.InvariantCulture))
                continue;
            Dictionary<string, string> values = Values(fields, snapshot, line);
            for (int left = Headcount(fields[9], line); left > 0; left--)
            {
                values[feed.Key.Name] = string.Create(CultureInfo.InvariantCulture, $"HO{++officers:D6}");
                await csv.WriteLineAsync(string.Join(',', feed.Columns.Select(c => values.GetValueOrDefault(c.Name))));
            }
        }
        return officers;
    }

    private static Dictionary<string, string> Values(string[] fields, DateOnly snapshot, int line) => new(StringComparer.Ordinal)
    {
        ["date_of_birth"] = Day(snapshot.AddYears(-YearsOfAge)),
        ["snapshot_date"] = Day(snapshot),
        ["worker_type"] = "OFFICER",
        ["rank"] = fields[5] == "Chief Officer" ? "Commander" : fields[5],
        ["business_group"] = "Territorial Policing",
        ["ocu"] = "Not known",
        ["fte"] = "1",
        ["start_date"] = Day(snapshot.AddYears(-YearsOfService)),
        ["ethnicity"] = Ethnicity(fields[7], line),
        ["sex"] = fields[4] switch
        {
            "Female" => "F",
            "Male" => "M",
            _ => throw new InvalidDataException($"Line {line}: '{fields[4]}' is not a sex of this table."),
        },
    };

    private static string Ethnicity(string published, int line) => published switch
    {
        "Asian or Asian British" => "Asian",
        "Black or Black British" => "Black",
        "Chinese or Other Ethnic Group (pre 2021 category)" => "Other",
        "Mixed" => "Mixed",
        "White" => "White",
        "Not stated" => "NS",
        _ => throw new InvalidDataException($"Line {line}: '{published}' is not an ethnic group of this table."),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Headcount(string text, int line)
    {
        const NumberStyles Styles = NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        return text.Trim() == "-" ? 0
            : int.TryParse(text, Styles, CultureInfo.InvariantCulture, out int count) ? count
            : throw new InvalidDataException($"Line {line}: '{text}' is not a headcount.");
    }

    /// <summary>Splits a line into fields. Quoted text of the table holds no quotes or line breaks.</summary>
    private static string[] Split(string line)
    {
        // After splitting at quotes, odd parts are quoted text, whose commas belong to the text.
        string[] parts = line.Split('"');
        for (int i = 1; i < parts.Length; i += 2)
            parts[i] = parts[i].Replace(',', '\u001F');
        return [.. string.Concat(parts).Split(',').Select(f => f.Replace('\u001F', ','))];
    }
}
