using System.Text.Json;

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
            [.. new[] { parquet, $"{Microdata}/edition-1.parquet", $"{Microdata}/risk.html", $"{Microdata}/risk.json" }.Select(f => _folder["curated/" + f]).Order(StringComparer.Ordinal)],
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
    public async Task Ingest_leaves_nothing_of_a_quarantined_file()
    {
        string drop = await _folder.SampleAsync("pas", "2016-17-Q4", 400, bad: "0.5");
        Outcome ingest = await IncDivCommand.RunAsync("ingest", "--feed", "pas", "--in", drop, "--out", _folder["curated"]);
        Assert.Equal(1, ingest.ExitCode);
        Assert.Contains("E109", ingest.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["curated"]));
    }

    [Fact]
    public async Task Nothing_is_coloured_where_output_is_redirected()
    {
        foreach (string[] line in new string[][] { ["--help"], ["feeds"], ["measures"], ["frobnicate"], ["validate", "pas", _folder.Write("page.csv", "<html>\n")] })
        {
            Outcome outcome = await IncDivCommand.RunAsync(line);
            Assert.DoesNotContain(Escape, outcome.Output + outcome.Messages, StringComparison.Ordinal);
        }
    }

    private async Task<Outcome> MeasureAsync(string name, params string[] further)
    {
        Outcome outcome = await IncDivCommand.RunAsync(["measure", "--curated", _folder["curated"], "--quarter", "2016-17-Q4", "--out", _folder[name], .. further]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Messages));
        return outcome;
    }

    public void Dispose() => _folder.Dispose();
}
