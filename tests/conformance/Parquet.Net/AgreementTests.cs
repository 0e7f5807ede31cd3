namespace Parquet.Conformance;

/// <summary>Files written here, as DuckDB, hyparquet, parquet-wasm and this library's own reader see them.</summary>
public sealed class AgreementTests(WrittenFiles files) : IClassFixture<WrittenFiles>
{
    public static TheoryData<string> Names => new(WrittenFiles.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_type_reads_back_value_by_value_in_DuckDB(string name) => AssertSame(name, files.Seen("duckdb", name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_type_reads_back_value_by_value_in_hyparquet(string name) => AssertSame(name, files.Seen("hyparquet", name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_type_reads_back_value_by_value_in_parquet_wasm(string name) => AssertSame(name, files.Seen("parquet-wasm", name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_type_reads_back_value_by_value_here(string name)
    {
        await using FileStream stream = System.IO.File.OpenRead(files.PathOf(name));
        AssertSame(name, await Spelling.ReadAsync(stream));
    }

    [Fact]
    public async Task Dictionary_columns_are_dictionary_encoded_and_nothing_else_is()
    {
        string?[][] rows = (await Node.SqlAsync($"""
            SELECT path_in_schema, encodings FROM parquet_metadata('{files.PathOf("Snappy, one, dictionary")}') WHERE encodings LIKE '%DICTIONARY%'
            """))[0];
        string[] expected = [.. from name in new[] { "few", "many", "one", "runs" } from suffix in new[] { "rare", "required", "some", "whole" } select $"{name} {suffix}"];
        Assert.Equal(expected, rows.Select(r => r[0]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_agreement_script_passes_files_that_three_readers_see_alike()
    {
        string[] paths = [files.PathOf("Snappy, several, dictionary"), files.PathOf("Gzip, one, plain"), files.PathOf("None, no group, plain")];
        (int exitCode, string output, string error) = await Node.RunAsync("agree.mjs", null, paths);
        Assert.True(exitCode == 0, output + error);
        Assert.Equal([$"{paths[0]}: agree, 1500 rows, 70 columns", $"{paths[1]}: agree, 1500 rows, 70 columns", $"{paths[2]}: agree, 0 rows, 70 columns"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_agreement_script_fails_on_a_file_that_a_reader_cannot_read()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = await System.IO.File.ReadAllBytesAsync(files.PathOf("Snappy, one, plain"));
        await System.IO.File.WriteAllBytesAsync(folder["cut.parquet"], bytes[..^5]);
        (int exitCode, string output, _) = await Node.RunAsync("agree.mjs", null, folder["cut.parquet"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("DISAGREE", output, StringComparison.Ordinal);
    }

    private static void AssertSame(string name, Dictionary<string, SeenColumn> seen)
    {
        int rows = WrittenFiles.Layouts[name.Split(", ")[1]].Sum();
        List<Column> columns = EveryType.Columns();
        Assert.Equal(columns.Select(c => c.Field.Name), seen.Keys);
        foreach (Column column in columns)
        {
            SeenColumn actual = seen[column.Field.Name];
            Assert.Equal((column.Field.Name, column.Expected.Type), (column.Field.Name, actual.Type));
            Assert.Equal(column.Expected.Values.Take(rows), actual.Values);
        }
    }
}
