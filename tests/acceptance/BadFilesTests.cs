using System.Text.RegularExpressions;

namespace IncDiv.Acceptance.Tests;

public sealed partial class BadFilesTests
{
    private const int LongLine = 50_000_000;
    private const string Planted = "ZZPLANT";

    private static readonly Dictionary<string, string[]> PersonalColumns = new()
    {
        ["workforce"] = ["pay_number", "warrant_number", "forename", "surname", "email", "home_postcode"],
        ["pas"] = ["respondent_id", "ward", "postcode", "comments"],
        ["victim-satisfaction"] = ["survey_id", "crime_reference", "respondent_name", "phone", "comments"],
        ["staff-survey"] = ["response_token", "comments"],
    };

    [Fact]
    public async Task Bad_files_are_quarantined_with_a_receipt_and_no_personal_value_of_a_good_file_is_stored()
    {
        using var folder = new TemporaryFolder();
        (string Name, byte[] Content, string Code)[] bad =
        [
            ("empty.csv", [], "E101"),
            ("zeros.csv", new byte[4096], "E106"),
            ("signed-out.csv", "<!DOCTYPE html>\n<html><body>Please sign in</body></html>\n"u8.ToArray(), "E102"),
            ("cut.csv", [.. (await Drops.OfAsync("pas", Drops.Quarter, 20))[..^2], 0xE2, 0x81], "E106"),
            ("one-line.csv", Encoding.ASCII.GetBytes(new string('a', LongLine)), "E108"),
        ];
        foreach ((string name, byte[] content, _) in bad)
            await folder.WriteAsync($"drops/pas/{name}", content);
        foreach ((string feed, string[] columns) in PersonalColumns)
            await folder.WriteAsync($"drops/{feed}/good.csv", PlantedIn(await Drops.OfAsync(feed, Drops.Quarter, 100, comments: 0), columns));

        Outcome run = await Command.IncDivAsync("run", "--drops", folder["drops"], "--out", folder["out"], "--as-of", "2017-05-02");
        Assert.True(run.ExitCode == 1, run.Messages);

        using JsonDocument ledger = JsonDocument.Parse(await File.ReadAllTextAsync(folder["out/ledger.json"]));
        foreach ((string name, byte[] _, string code) in bad)
        {
            JsonElement drop = Assert.Single(ledger.RootElement.EnumerateArray(), d => d.GetProperty("file").GetString() == $"pas/{name}");
            string receipt = await File.ReadAllTextAsync(folder[$"out/receipts/pas/{drop.GetProperty("id").GetString()}.json"]);
            Assert.Contains(code, receipt, StringComparison.Ordinal);
            Assert.Equal((name, "quarantined"), (name, drop.GetProperty("outcome").GetString()));
        }
        foreach (string feed in PersonalColumns.Keys)
        {
            JsonElement drop = Assert.Single(ledger.RootElement.EnumerateArray(), d => d.GetProperty("file").GetString() == $"{feed}/good.csv");
            Assert.Equal(
                ("accepted", 99, 1),
                (drop.GetProperty("outcome").GetString(), drop.GetProperty("rowsAccepted").GetInt32(), drop.GetProperty("rowsRejected").GetInt32()));
        }

        Assert.DoesNotContain(Planted, run.Output + run.Messages, StringComparison.Ordinal);
        foreach (string file in Directory.GetFiles(folder["out"], "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(Planted, file, StringComparison.Ordinal);
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Planted)) < 0, $"A planted value is in {file}.");
            // Parquet is compressed, so its cells are checked one by one.
            if (file.EndsWith(".parquet", StringComparison.Ordinal))
                Assert.Equal(
                    "0",
                    (await DuckDb.QueryAsync($"SELECT count(*) FROM read_parquet('{file}') t WHERE CAST(t AS VARCHAR) LIKE '%{Planted}%'"))[0][0]);
        }
    }

    /// <summary>Puts a marker into every personal column of every row. The first row has a fault in another column, so it is rejected.</summary>
    private static byte[] PlantedIn(byte[] drop, string[] columns)
    {
        string[] lines = Encoding.UTF8.GetString(drop).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] header = lines[0].TrimEnd('\r').Split(',');
        for (int row = 1; row < lines.Length; row++)
        {
            string[] fields = UnquotedComma().Split(lines[row].TrimEnd('\r'));
            Assert.Equal(header.Length, fields.Length);
            foreach (string column in columns)
                fields[Array.IndexOf(header, column)] = $"{Planted}{row:D4}";
            if (row == 1)
                fields[Array.IndexOf(header, "sex")] = "no such code";
            lines[row] = string.Join(',', fields);
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    [GeneratedRegex("""
        ,(?=(?:[^"]*"[^"]*")*[^"]*$)
        """)]
    private static partial Regex UnquotedComma();
}
