namespace IncDiv.Cli.Tests;

public sealed class FileCommandsTests : IDisposable
{
    private const string Escape = "\u001b";
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("pas")]
    [InlineData("victim-satisfaction")]
    [InlineData("workforce")]
    [InlineData("staff-survey")]
    public async Task The_same_seed_gives_the_same_bytes_which_are_a_good_drop(string feed)
    {
        byte[] first = await File.ReadAllBytesAsync(await _folder.SampleAsync(feed, "2016-17-Q4", 50, "first.csv"));
        byte[] second = await File.ReadAllBytesAsync(await _folder.SampleAsync(feed, "2016-17-Q4", 50, "second.csv"));
        Assert.Equal(first, second);
        Assert.Equal(0, (await IncDivCommand.RunAsync("validate", feed, _folder["first.csv"])).ExitCode);
    }

    private const string Microdata = "bi/workforce/quarter=2016-17-Q4";

    [Fact]
    public async Task Ingest_writes_parquet_at_the_contracts_path_and_measure_reads_it_from_there()
    {
        string drop = await _folder.SampleAsync("workforce", "2016-17-Q4", 80);
        Outcome ingest = await IncDivCommand.RunAsync("ingest", "--feed", "workforce", "--in", drop, "--out", _folder["curated"], "--json");
        Assert.Equal((0, ""), (ingest.ExitCode, ingest.Messages));
        using JsonDocument receipt = JsonDocument.Parse(ingest.Output);
        string parquet = $"workforce/quarter=2016-17-Q4/drop={receipt.RootElement.GetProperty("dropId").GetString()}.parquet";
        Assert.Equal(
            [.. new[] { parquet, $"{Microdata}/edition-1.parquet", $"evidence/{Microdata}/risk.html", $"evidence/{Microdata}/risk.json" }
                .Select(f => _folder["curated/" + f])
                .Order(StringComparer.Ordinal)],
            Directory.GetFiles(_folder["curated"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Assert.Equal("PAR1"u8.ToArray(), (await File.ReadAllBytesAsync(_folder["curated/" + parquet]))[^4..]);

        Outcome masked = await MeasureAsync("masked");
        Outcome open = await MeasureAsync("open", "--unsuppressed");
        string file = "quarter=2016-17-Q4/edition=1/measures.parquet";
        Assert.Equal((_folder[$"masked/{file}"], _folder[$"open/{file}"]), (masked.Output.Trim(), open.Output.Trim()));
        byte[] bytes = await File.ReadAllBytesAsync(_folder[$"masked/{file}"]);
        Assert.NotEqual(bytes, await File.ReadAllBytesAsync(_folder[$"open/{file}"]));
        await MeasureAsync("again");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_folder[$"again/{file}"]));
    }

    [Fact]
    public async Task Ingest_can_leave_out_the_microdata_and_lists_rejected_rows()
    {
        string drop = await _folder.SampleAsync("pas", "2016-17-Q4", 200);
        string[] lines = await File.ReadAllLinesAsync(drop);
        lines[7] += ",surplus";
        await File.WriteAllLinesAsync(drop, lines);

        Outcome ingest = await IncDivCommand.RunAsync("ingest", "--feed", "pas", "--in", drop, "--out", _folder["curated"], "--curated-only");

        Assert.Equal(1, ingest.ExitCode);
        Assert.False(Directory.Exists(_folder["curated/bi"]));
        string rejects = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_folder["curated"], "*.rejects.csv")));
        Assert.Contains(",R207,", rejects, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_reads_each_drop_of_a_folder_as_if_alone_and_reports_skipped_files()
    {
        string[] feeds = ["pas", "workforce"];
        foreach (string feed in feeds)
        {
            Directory.CreateDirectory(_folder[$"drops/{feed}"]);
            await _folder.SampleAsync(feed, "2016-17-Q4", 200, $"drops/{feed}/{feed}.csv");
        }
        _folder.Write("drops/notes.txt", "Not a drop.");
        Dictionary<string, string> key = new() { ["PseudonymKey"] = Convert.ToBase64String(new byte[32]) };
        foreach (string feed in feeds)
            await IncDivCommand.RunAsync(key, "ingest", "--feed", feed, "--in", _folder[$"drops/{feed}/{feed}.csv"], "--out", _folder["alone"]);

        Outcome ingest = await IncDivCommand.RunAsync(key, "ingest", "--drops", _folder["drops"], "--out", _folder["together"], "--json");

        Assert.Equal(1, ingest.ExitCode);
        Assert.Equal("notes.txt: skipped, because its folder is not the name of a feed.", ingest.Messages.Trim());
        Assert.Equal(Contents("alone"), Contents("together"));
        using JsonDocument output = JsonDocument.Parse(ingest.Output);
        Assert.Equal(
            [("pas", 200), ("workforce", 200)],
            output.RootElement.GetProperty("receipts").EnumerateArray().Select(r => (r.GetProperty("feed").GetString(), r.GetProperty("rowsRead").GetInt32())));
    }

    [Fact]
    public async Task Ingest_does_not_let_one_drop_replace_the_microdata_of_another()
    {
        Directory.CreateDirectory(_folder["drops/pas"]);
        await _folder.SampleAsync("pas", "2016-17-Q4", 50, "drops/pas/first.csv");
        await _folder.SampleAsync("pas", "2016-17-Q3", 50, "drops/pas/second.csv");

        Outcome both = await IncDivCommand.RunAsync("ingest", "--drops", _folder["drops"], "--out", _folder["curated"]);
        Outcome curatedOnly = await IncDivCommand.RunAsync("ingest", "--drops", _folder["drops"], "--out", _folder["curated"], "--curated-only");

        Assert.Equal(
            (2, "pas has more than one drop: one would replace the microdata of another. Ingest them one by one, or use --curated-only."),
            (both.ExitCode, both.Messages.Trim()));
        Assert.Equal(0, curatedOnly.ExitCode);
        Assert.Equal(2, Directory.GetFiles(_folder["curated/pas"], "*.parquet", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData("--feed", "pas")]
    [InlineData("--drops", "drops", "--in", "drops/pas/pas.csv")]
    public async Task Ingest_needs_either_a_file_or_a_folder(params string[] what)
    {
        Outcome ingest = await IncDivCommand.RunAsync(["ingest", .. what, "--out", _folder["curated"]]);

        Assert.Equal(2, ingest.ExitCode);
        Assert.Contains("Give either --feed and --in for one file, or --drops for a folder.", ingest.Messages, StringComparison.Ordinal);
    }

    // Files by path relative to the folder.
    private string[] Contents(string folder) =>
    [
        .. Directory.GetFiles(_folder[folder], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(
                f => $"{Path.GetRelativePath(_folder[folder], f)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}"),
    ];

    [Fact]
    public async Task Ingest_takes_k_from_the_settings_and_the_quarters_of_a_drop_share_their_levels()
    {
        string[] first = await File.ReadAllLinesAsync(await _folder.SampleAsync("pas", "2016-17-Q3", 400, "first.csv"));
        string[] second = await File.ReadAllLinesAsync(await _folder.SampleAsync("pas", "2016-17-Q4", 1500, "second.csv"));
        string drop = _folder.Write("both.csv", string.Join('\n', [first[0], .. first[1..].Select(l => "A" + l), .. second[1..].Select(l => "B" + l)]) + "\n");
        string[] command = ["ingest", "--feed", "pas", "--in", drop, "--out", _folder["curated"], "--json"];

        Outcome ingest = await IncDivCommand.RunAsync(new() { ["SmallestClass"] = "25" }, command);

        Assert.Equal((0, ""), (ingest.ExitCode, ingest.Messages));
        JsonElement[] reports =
        [
            .. new[] { "Q3", "Q4" }.Select(q => _folder[$"curated/evidence/bi/pas/quarter=2016-17-{q}/risk.json"])
                .Select(f => JsonDocument.Parse(File.ReadAllText(f)).RootElement),
        ];
        Assert.All(reports, r => Assert.True(r.GetProperty("k").GetInt32() == 25 && r.GetProperty("after").GetProperty("smallestClass").GetInt64() >= 25));
        Assert.Single(
            reports.Select(r => string.Join(',', r.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("level").GetInt32()))).Distinct());
        Assert.Equal([false, true], reports.Select(r => r.GetProperty("nodePinned").GetBoolean()));

        // A second run with a k that 400 people cannot meet must delete the file of the first run.
        Outcome refused = await IncDivCommand.RunAsync(new() { ["SmallestClass"] = "500" }, command);
        Assert.Contains("No BI microdata of pas in 2016-17-Q3", refused.Messages, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["curated/bi/pas/quarter=2016-17-Q3"]));
        Assert.Equal(2, (await IncDivCommand.RunAsync(new() { ["SmallestClass"] = "many" }, command)).ExitCode);
    }

    [Fact]
    public async Task Ingest_leaves_nothing_of_a_quarantined_file()
    {
        string drop = await _folder.SampleAsync("pas", "2016-17-Q4", 400, bad: "0.5");
        Outcome ingest = await IncDivCommand.RunAsync("ingest", "--feed", "pas", "--in", drop, "--out", _folder["curated"]);
        Assert.Equal(1, ingest.ExitCode);
        Assert.Contains("E109", ingest.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["curated"]));
    }

    [Fact]
    public async Task Redirected_output_has_no_colours()
    {
        string[][] lines = [["--help"], ["feeds"], ["measures"], ["frobnicate"], ["validate", "pas", _folder.Write("page.csv", "<html>\n")]];
        foreach (string[] line in lines)
        {
            Outcome outcome = await IncDivCommand.RunAsync(line);
            Assert.DoesNotContain(Escape, outcome.Output + outcome.Messages, StringComparison.Ordinal);
        }
    }

    private async Task<Outcome> MeasureAsync(string name, params string[] further)
    {
        Outcome outcome = await IncDivCommand.RunAsync(
            ["measure", "--curated", _folder["curated"], "--quarter", "2016-17-Q4", "--out", _folder[name], .. further]);
        // Of so few people tables are left out, which the command says.
        bool isTold = outcome.ExitCode == 1 && outcome.Messages.StartsWith("2016-17-Q4: withheld", StringComparison.Ordinal);
        Assert.True(outcome.ExitCode == 0 || isTold, outcome.Messages);
        return outcome;
    }

    public void Dispose() => _folder.Dispose();
}
