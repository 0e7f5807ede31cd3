namespace IncDiv.Acceptance.Tests;

[Collection(DemoTests.Name)]
public sealed class DemoOutputTests(DemoFixture demo)
{
    [Fact]
    public void It_ends_with_exit_code_0_and_the_paths_of_the_packs_of_four_quarters()
    {
        Assert.True(demo.Outcome.ExitCode == 0, demo.Outcome.Messages);
        Assert.Equal(
            Enumerable.Range(1, 4).SelectMany(q => ContractSet.Embedded.Packs.Packs.Where(p => p.Publication.Has(new Quarter(2016, q)))
                .Select(p => Path.Combine(demo.Folder, $"packs/{p.Id}/2016-17-Q{q}/edition-1/index.html"))),
            demo.Outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(demo.Outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), path => Assert.True(File.Exists(path)));
    }

    [Fact]
    public async Task Every_pack_is_as_its_manifest_says_and_a_changed_byte_is_found()
    {
        string[] packs = [.. Enumerable.Range(1, 4).Select(q => Path.Combine(demo.Folder, $"packs/stride-quarterly/2016-17-Q{q}/edition-1"))];
        foreach (string pack in packs)
            Assert.Equal((0, ""), await VerifyAsync(pack));

        using var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(packs[0]))
            await folder.WriteAsync(Path.GetFileName(file), await File.ReadAllBytesAsync(file));
        byte[] page = await File.ReadAllBytesAsync(folder["index.html"]);
        page[page.Length / 2] ^= 1;
        await folder.WriteAsync("index.html", page);
        Assert.Equal((1, ""), await VerifyAsync(folder["."]));
    }

    [Fact]
    public async Task Three_independent_readers_agree_on_every_parquet_file()
    {
        string[] files = Directory.GetFiles(demo.Folder, "*.parquet", SearchOption.AllDirectories);
        // Curated rows of each drop, BI rows of those about people, measures of four quarters, fourteen packs.
        Assert.Equal(14 + 13 + 4 + 14, files.Length);
        SeenFile[][] seen = await Task.WhenAll(
            ParquetReaders.Names.Select(reader => Task.Run(() => ParquetReaders.ReadAsync(reader, ParquetReaders.Detail.Hashes, files))));
        foreach ((string file, int i) in files.Select((f, i) => (f, i)))
            Assert.All(seen, reader => Assert.Equal((file, Described(seen[0][i])), (file, Described(reader[i]))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task The_packs_csv_carries_the_same_rows_as_parquet(int quarter)
    {
        string csv = Path.Combine(demo.Folder, $"packs/stride-quarterly/2016-17-Q{quarter}/edition-1/measures.csv");
        string columns = string.Join(", ", MeasureColumns.All.Select(Column));
        string same = string.Join(", ", MeasureColumns.All.Select(c => $"\"{c.Name}\""));
        string[] counts = [.. (await DuckDb.QueryAsync(
            $"""
            WITH p AS (SELECT {same} FROM read_parquet('{demo.Measures(quarter)}')),
                 c AS (SELECT {columns} FROM read_csv('{csv}', all_varchar = true, header = true))
            SELECT (SELECT count(*) FROM p), (SELECT count(*) FROM c),
                   (SELECT count(*) FROM (FROM p EXCEPT FROM c)), (SELECT count(*) FROM (FROM c EXCEPT FROM p))
            """))[0].Select(c => c!)];
        Assert.Equal(counts[0], counts[1]);
        Assert.NotEqual("0", counts[0]);
        Assert.Equal(("0", "0"), (counts[2], counts[3]));
    }

    [Fact]
    public void The_ledger_and_the_receipts_account_for_every_row()
    {
        using JsonDocument ledger = JsonDocument.Parse(File.ReadAllText(Path.Combine(demo.Folder, "ledger.json")));
        JsonElement[] drops = [.. ledger.RootElement.EnumerateArray()];
        string[] files = [.. Directory.GetFiles(Path.Combine(demo.Folder, "drops"), "*.csv", SearchOption.AllDirectories)];
        Assert.Equal(
            files.Select(f => Path.GetRelativePath(Path.Combine(demo.Folder, "drops"), f)).Order(StringComparer.Ordinal),
            drops.Select(d => d.GetProperty("file").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal((4 * (45_000 + 3_200 + 3_000)) + 13_000 + 12, drops.Sum(d => d.GetProperty("rowsRead").GetInt64()));
        foreach (JsonElement drop in drops)
        {
            Assert.Equal("accepted", drop.GetProperty("outcome").GetString());
            Assert.Equal(drop.GetProperty("rowsRead").GetInt64(), drop.GetProperty("rowsAccepted").GetInt64() + drop.GetProperty("rowsRejected").GetInt64());
            Assert.Equal(drop.GetProperty("rowsAccepted").GetInt64(), drop.GetProperty("quarters").EnumerateArray().Sum(q => q.GetProperty("rows").GetInt64()));
            Assert.True(File.Exists(Path.Combine(demo.Folder, $"receipts/{drop.GetProperty("feed").GetString()}/{drop.GetProperty("id").GetString()}.json")));
        }
    }

    private static string Column(MeasureColumn column) => column.Kind switch
    {
        MeasureColumnKind.Date => $"CAST(\"{column.Name}\" AS DATE) AS \"{column.Name}\"",
        MeasureColumnKind.Number => $"CAST(NULLIF(\"{column.Name}\", '') AS DOUBLE) AS \"{column.Name}\"",
        MeasureColumnKind.Whole => $"CAST(NULLIF(\"{column.Name}\", '') AS INTEGER) AS \"{column.Name}\"",
        _ => $"coalesce(\"{column.Name}\", '') AS \"{column.Name}\"",
    };

    private static string Described(SeenFile file) => string.Join('\n',
        [
            .. file.Columns.Select(c => $"{c.Key} {c.Value.Type} {c.Value.Values.Single()}"),
            .. file.Metadata.Select(m => $"{m.Key}={m.Value}").Order(StringComparer.Ordinal),
        ]);

    private static async Task<(int, string)> VerifyAsync(string folder)
    {
        Outcome outcome = await Command.IncDivAsync("verify", folder);
        return (outcome.ExitCode, outcome.Messages);
    }
}
