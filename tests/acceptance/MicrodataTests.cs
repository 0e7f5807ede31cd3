using IncDiv.Contracts.Microdata;

namespace IncDiv.Acceptance.Tests;

[Collection(DemoTests.Name)]
public sealed class MicrodataTests(DemoFixture demo)
{
    private const int SmallestClass = 10;

    public static TheoryData<string> Feeds => [.. ContractSet.Embedded.Releases.Releases.Select(r => r.Feed.Name)];

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task DuckDB_counts_ten_people_and_no_pseudonym_in_every_class_of_a_bi_file(string feed)
    {
        MicrodataRelease release = ContractSet.Embedded.Releases.Find(feed)!;
        string quasi = string.Join(", ", release.QuasiIdentifiers.Select(q => $"\"{q.Column}\""));
        foreach (string file in Files(feed, "*.parquet"))
        {
            // A suppressed value is written as Unknown and grouped like any other value.
            string?[][] classes = await DuckDb.QueryAsync(
                $"SELECT count(*), min(n), sum(n) FROM (SELECT count(*) AS n FROM read_parquet('{file}', hive_partitioning = false) GROUP BY {quasi})");
            Assert.True(long.Parse(classes[0][1]!, CultureInfo.InvariantCulture) >= SmallestClass, file);
            string?[][] columns = await DuckDb.QueryAsync($"SELECT name FROM parquet_schema('{file}') WHERE type IS NOT NULL");
            Assert.Equal(release.Columns.Select(c => c.Name), columns.Select(c => c[0]));
            Assert.DoesNotContain("pseudonym", columns.Select(c => c[0]));
        }
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task The_report_agrees_with_DuckDBs_counts(string feed)
    {
        MicrodataRelease release = ContractSet.Embedded.Releases.Find(feed)!;
        string quasi = string.Join(", ", release.QuasiIdentifiers.Select(q => $"\"{q.Column}\""));
        foreach (string file in Files(feed, "*.parquet"))
        {
            string quarter = Path.GetFileName(Path.GetDirectoryName(file)!);
            using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Reports(feed), quarter, "risk.json")));
            string?[][] counted = await DuckDb.QueryAsync(
                $"SELECT count(*), min(n), sum(n) FROM (SELECT count(*) AS n FROM read_parquet('{file}', hive_partitioning = false) GROUP BY {quasi})");
            JsonElement after = report.RootElement.GetProperty("after");
            long written = report.RootElement.GetProperty("records").GetInt64() - report.RootElement.GetProperty("leftOutRecords").GetInt64();
            Assert.Equal(
                counted[0],
                new[]
                {
                    after.GetProperty("classes").ToString(),
                    after.GetProperty("smallestClass").ToString(),
                    written.ToString(CultureInfo.InvariantCulture),
                });
            Assert.Equal(0, report.RootElement.GetProperty("recordsAtRisk").GetInt64());
        }
    }

    [Fact]
    public async Task Axe_finds_nothing_in_risk_reports_and_receipts()
    {
        string[] receipts = Directory.GetFiles(Path.Combine(demo.Folder, "receipts"), "*.html", SearchOption.AllDirectories);
        IEnumerable<string> risks = ContractSet.Embedded.Releases.Releases
            .Select(r => Directory.GetFiles(Reports(r.Feed.Name), "risk.html", SearchOption.AllDirectories)[0]);
        string[] pages = [.. risks, .. receipts.Take(3)];
        Outcome look = await Command.NodeAsync("", [Repository.PathOf("tests/browser/look.mjs"), .. pages]);
        Assert.True(look.ExitCode == 0, look.Output + look.Messages);
    }

    private string Reports(string feed) => Path.Combine(demo.Folder, "evidence", "bi", feed);

    private string[] Files(string feed, string pattern)
    {
        string[] files = Directory.GetFiles(Path.Combine(demo.Folder, "bi", feed), pattern, SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        return files;
    }
}
