using System.Buffers.Binary;
using IncDiv.Anonymisation.KAnonymity;
using IncDiv.Contracts.Microdata;

namespace IncDiv.Workflows.Tests.Bi;

public sealed class MicrodataFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incdiv-bi-");

    public static TheoryData<string> Feeds => [.. ContractSet.Embedded.Releases.Releases.Select(r => r.Feed.Name)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task DuckDB_counts_at_least_ten_records_and_two_answers_in_every_class(string feedName)
    {
        MicrodataRelease release = Release(feedName);
        (MicrodataFileResult published, FileInfo file) = await PublishAsync(release, new CuratedRows(release.Feed, 6000, seed: 1));

        RiskReport report = published.Report!;
        string quasi = string.Join(", ", release.QuasiIdentifiers.Select(q => $"\"{q.Column}\""));
        string answers = string.Concat(release.Sensitive.Select(s => $", min(\"{s}_l\")"));
        string distinct = string.Concat(release.Sensitive.Select(s => $", count(distinct \"{s}\") FILTER (WHERE \"{s}\" < 97) AS \"{s}_l\""));
        string?[][][] rows = await DuckDb.RunAsync(
            $"SELECT count(*), sum(n), min(n){answers} FROM (SELECT count(*) AS n{distinct} FROM '{file.FullName}' GROUP BY {quasi})",
            $"SELECT count(*) FROM '{file.FullName}' WHERE {string.Join(" OR ", release.QuasiIdentifiers.Select(q => $"\"{q.Column}\" IS NULL"))}");

        long[] found = [.. rows[0][0].Select(v => long.Parse(v!, CultureInfo.InvariantCulture))];
        Assert.Equal([report.After.Classes, 6000, report.After.SmallestClass], found[..3]);
        Assert.True(found[2] >= 10);
        Assert.All(found[3..], l => Assert.True(l >= 2));
        Assert.Equal("0", rows[1][0][0]);
        Assert.Equal((0, 6000), (report.RecordsAtRisk, report.Records));
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Places_and_ranks_are_shared_by_ten_with_any_two_other_columns(string feedName)
    {
        MicrodataRelease release = Release(feedName);
        (MicrodataFileResult published, FileInfo file) = await PublishAsync(release, new CuratedRows(release.Feed, 3000, seed: 2));

        Assert.NotEmpty(published.Report!.Subsets);
        string?[][][] rows = await DuckDb.RunAsync([.. published.Report.Subsets.Select(s =>
            $"SELECT min(n) FROM (SELECT count(*) AS n FROM '{file.FullName}' GROUP BY {string.Join(", ", s.Columns.Select(c => $"\"{c}\""))})")]);
        Assert.Equal(published.Report.Subsets.Select(s => s.SmallestClass.ToString(CultureInfo.InvariantCulture)), rows.Select(r => r[0][0]));
        Assert.All(published.Report.Subsets, s => Assert.True(s.SmallestClass >= 10));
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task The_file_holds_no_pseudonym_no_dropped_value_and_no_exact_weight(string feedName)
    {
        MicrodataRelease release = Release(feedName);
        (_, FileInfo file) = await PublishAsync(release, new CuratedRows(release.Feed, 2000, seed: 3));

        byte[] bytes = await File.ReadAllBytesAsync(file.FullName);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(CuratedRows.Planted)));
        var pseudonym = new byte[16];
        for (int row = 0; row < 2000; row++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(pseudonym, CuratedRows.Pseudonym(row));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(pseudonym.AsSpan(0, 8)));
        }
        string?[][][] rows = await DuckDb.RunAsync(
            $"SELECT name FROM parquet_schema('{file.FullName}') WHERE name IN ('pseudonym', {string.Join(", ", release.Dropped.Keys.Select(d => $"'{d}'"))})",
            $"SELECT stats_min_value, stats_max_value FROM parquet_metadata('{file.FullName}') WHERE path_in_schema = 'weight'");
        Assert.Empty(rows[0]);
        Assert.All(rows[1].SelectMany(r => r).OfType<string>(), bound => Assert.Equal(0, double.Parse(bound, CultureInfo.InvariantCulture) % 0.25));
    }

    [Theory]
    [InlineData("pas")]
    [InlineData("staff-survey")]
    public async Task The_bytes_do_not_depend_on_the_order_or_batches_of_the_rows(string feedName)
    {
        MicrodataRelease release = Release(feedName);
        var rows = new CuratedRows(release.Feed, 2500, seed: 4);
        (_, FileInfo file) = await PublishAsync(release, rows);
        (_, FileInfo shuffled) = await PublishAsync(release, rows, size: 700, order: 5);

        Assert.Equal(await File.ReadAllBytesAsync(file.FullName), await File.ReadAllBytesAsync(shuffled.FullName));
    }

    [Fact]
    public async Task A_later_quarter_is_recoded_at_the_pinned_levels()
    {
        MicrodataRelease release = Release("victim-satisfaction");
        (MicrodataFileResult first, _) = await PublishAsync(release, new CuratedRows(release.Feed, 6000, seed: 6));
        int[] coarser = [.. first.Node.Select((level, c) => c == 0 ? release.QuasiIdentifiers[0].Hierarchy.Height : level)];

        (MicrodataFileResult later, FileInfo file) = await PublishAsync(release, new CuratedRows(release.Feed, 6000, seed: 7), pinned: coarser);

        Assert.Equal(coarser, later.Node);
        Assert.True(later.Report!.NodePinned);
        string?[][][] rows = await DuckDb.RunAsync(
            $"SELECT DISTINCT \"{release.QuasiIdentifiers[0].Column}\" FROM '{file.FullName}'",
            $"SELECT decode(value) FROM parquet_kv_metadata('{file.FullName}') WHERE decode(key) = 'node'");
        Assert.Equal("*", Assert.Single(rows[0])[0]);
        Assert.Equal(string.Join(',', coarser), rows[1][0][0]);
    }

    [Fact]
    public async Task A_quarter_that_fails_at_the_pinned_levels_has_no_file_and_a_reason()
    {
        MicrodataRelease release = Release("workforce");
        (MicrodataFileResult published, FileInfo file) = await PublishAsync(
            release, new CuratedRows(release.Feed, 500, seed: 8), pinned: new int[release.QuasiIdentifiers.Count]);

        Assert.Null(published.Report);
        Assert.Contains("pinned levels", published.Refusal, StringComparison.Ordinal);
        Assert.False(file.Exists);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task A_column_without_a_role_is_refused()
    {
        MicrodataRelease release = Release("pas");
        async IAsyncEnumerable<RowBatch> Rows()
        {
            await foreach (RowBatch batch in new CuratedRows(release.Feed, 100, seed: 9).Batches())
                yield return new RowBatch(batch.Quarter, [.. batch.Names, "shoe_size"], [.. batch.Columns, new NumberValues()]) { Count = batch.Count };
        }

        MicrodataFileResult published = await MicrodataFile.WriteAsync(
            release, CuratedRows.Quarter, Rows, new PrivacyModel(), null, [], Output(), CancellationToken.None);

        Assert.Contains("'shoe_size' has no role", published.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_shows_whose_records_were_suppressed_and_what_the_levels_cost()
    {
        MicrodataRelease release = Release("pas");
        (MicrodataFileResult published, FileInfo file) = await PublishAsync(release, new CuratedRows(release.Feed, 20_000, seed: 10));

        RiskReport report = published.Report!;
        Assert.Equal(release.QuasiIdentifiers.Select(q => q.Column), report.Columns.Select(c => c.Column));
        Assert.All(release.SuppressionMonitored, w => Assert.Equal(20_000, report.Groups.Where(g => g.Column == w.Column).Sum(g => g.Records)));
        Assert.All(
            release.SuppressionMonitored,
            w => Assert.Equal(report.SuppressedRecords, report.Groups.Where(g => g.Column == w.Column).Sum(g => g.SuppressedRecords)));
        Assert.All(report.Groups, g => Assert.Equal(g.Ratio > 1.5, g.Warns));
        Assert.InRange(report.Loss.Precision, 0.01, 0.99);
        Assert.InRange(report.Loss.SuppressedRecords, 0.0001, 0.02);
        Assert.True(report.After.HighestJournalistRisk < report.After.HighestProsecutorRisk && report.After.HighestProsecutorRisk <= 0.1);
        Assert.True(report.Before.UniqueRecords > 0 && report.Before.HighestProsecutorRisk == 1);
        string columns = string.Join(", ", release.QuasiIdentifiers.Select(q => $"\"{q.Column}\""));
        string?[][][] rows = await DuckDb.RunAsync(
            $"SELECT sum(n * n), count(*) FROM (SELECT count(*) AS n FROM '{file.FullName}' GROUP BY {columns})");
        Assert.Equal(double.Parse(rows[0][0][0]!, CultureInfo.InvariantCulture), report.Loss.Discernibility);
        Assert.Equal(2000.0 / double.Parse(rows[0][0][1]!, CultureInfo.InvariantCulture), report.Loss.AverageClassSize, 12);
        using JsonDocument json = JsonDocument.Parse(MicrodataFile.ToJson(report));
        Assert.Equal(report.After.SmallestClass, json.RootElement.GetProperty("after").GetProperty("smallestClass").GetInt64());
    }

    [Fact]
    public async Task Some_records_of_every_class_are_left_out_and_the_secret_chooses_them()
    {
        MicrodataRelease release = Release("pas");
        var rows = new CuratedRows(release.Feed, 5_000, seed: 11);
        PrivacyModel model = MicrodataFile.ModelOf(ContractSet.Embedded.Policy, 10);
        (MicrodataFileResult published, FileInfo file) = await PublishAsync(release, rows, model: model);
        (_, FileInfo shuffled) = await PublishAsync(release, rows, order: 3, model: model);
        (_, FileInfo other) = await PublishAsync(release, rows, model: model, secret: 2);

        RiskReport report = published.Report!;
        Assert.Equal(5_000, report.Records);
        Assert.InRange(report.LeftOutRecords, model.RandomlySuppressed * report.After.Classes, model.MaxRandomlySuppressed * report.After.Classes);
        Assert.True(report.After.SmallestClass >= 10 && report.RecordsAtRisk == 0);
        string?[][][] count = await DuckDb.RunAsync($"SELECT count(*) FROM '{file.FullName}'");
        Assert.Equal(5_000 - report.LeftOutRecords, long.Parse(count[0][0][0]!, CultureInfo.InvariantCulture));
        Assert.Equal(await File.ReadAllBytesAsync(file.FullName), await File.ReadAllBytesAsync(shuffled.FullName));
        Assert.NotEqual(await File.ReadAllBytesAsync(file.FullName), await File.ReadAllBytesAsync(other.FullName));
    }

    private static MicrodataRelease Release(string feed) => ContractSet.Embedded.Releases.Find(feed)!;

    private FileInfo Output() => new(Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.parquet"));

    private async Task<(MicrodataFileResult Published, FileInfo File)> PublishAsync(
        MicrodataRelease release, CuratedRows rows, int size = RowBatch.Capacity, int order = 0,
        IReadOnlyList<int>? pinned = null, PrivacyModel? model = null, byte secret = 1)
    {
        FileInfo file = Output();
        MicrodataFileResult published = await MicrodataFile.WriteAsync(
            release, CuratedRows.Quarter, () => rows.Batches(size, order), model ?? new PrivacyModel(), pinned, [secret], file, CancellationToken.None);
        file.Refresh();
        return (published, file);
    }
}
