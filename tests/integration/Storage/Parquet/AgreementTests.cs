namespace IncDiv.Storage.Tests.Parquet;

/// <summary>Files of the product's writers, read by DuckDB, hyparquet and parquet-wasm: with all types, blanks and several row groups.</summary>
public sealed class AgreementTests(WrittenFiles files) : IClassFixture<WrittenFiles>
{
    public static TheoryData<string> Names => [.. WrittenFiles.Names];

    public static TheoryData<string, string> ReadersAndNames
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string reader in ParquetReaders.Names)
                foreach (string name in WrittenFiles.Names)
                    data.Add(reader, name);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ReadersAndNames))]
    public void Every_reader_sees_the_types_and_values_that_were_written(string reader, string name)
    {
        WrittenFile written = files.Written(name);
        SeenFile seen = files.Seen(reader, name);
        Assert.Equal(written.Columns.Select(c => $"{c.Name} {c.Type}"), seen.Columns.Select(c => $"{c.Key} {c.Value.Type}"));
        foreach (WrittenColumn column in written.Columns)
            Assert.Equal(column.Groups.SelectMany(g => g).Select(ParquetReaders.Spell), seen.Columns[column.Name].Values);
        Assert.Equal(written.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal), seen.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_statistics_of_each_row_group_are_those_of_its_values(string name)
    {
        string?[][] rows = await DuckDb.QueryAsync(
            $"""
            SELECT path_in_schema, row_group_id, num_values, stats_null_count, stats_min_value, stats_max_value
            FROM parquet_metadata('{files.PathOf(name)}') ORDER BY row_group_id, column_id
            """);
        Dictionary<(string, string), string?[]> seen = rows.ToDictionary(r => (r[0]!, r[1]!), r => r[2..]);
        foreach (WrittenColumn column in files.Written(name).Columns)
            for (int g = 0; g < column.Groups.Length; g++)
            {
                object[] present = [.. column.Groups[g].OfType<object>()];
                int blank = column.Groups[g].Length - present.Length;
                string?[] found = seen[(column.Name, Text(g))];
                if (column.Type == "double")
                    found = [.. found.Select((f, i) => f is null || i < 2 ? f : Text(double.Parse(f, CultureInfo.InvariantCulture)))];
                // Bounds of a row group without values have no meaning: Parquet.Net writes 0 for numbers.
                (string? smallest, string? largest) = present.Length > 0 ? Bounds(column.Type, present) : (found[2], found[3]);
                IEnumerable<string?> expected = [column.Name, Text(g), Text(column.Groups[g].Length), Text(blank), smallest, largest];
                Assert.Equal(expected, [column.Name, Text(g), .. found]);
            }
    }

    [Theory]
    [InlineData("curated pas", "weight < 1")]
    [InlineData("curated pas", "nq135bd >= 4")]
    [InlineData("curated workforce", "business_group = 'Zoë'")]
    [InlineData("bi pas", "weight IS NULL")]
    public async Task A_filter_finds_the_same_rows_with_statistics_and_without(string name, string condition)
    {
        // A filter on a DuckDB table does not use the statistics of the file.
        string file = files.PathOf(name);
        string?[][][] counts = await DuckDb.RunAsync(
            $"CREATE TABLE t AS FROM '{file}'", $"SELECT count(*) FROM '{file}' WHERE {condition}", $"SELECT count(*) FROM t WHERE {condition}");
        Assert.NotEqual("0", counts[2][0][0]);
        Assert.Equal(counts[2], counts[1]);
    }

    [Fact]
    public async Task A_file_that_was_cut_short_is_refused()
    {
        string cut = files.PathOf("cut");
        await File.WriteAllBytesAsync(cut, files.Written("curated pas").Bytes[..^5]);
        foreach (string reader in ParquetReaders.Names)
            await Assert.ThrowsAnyAsync<Exception>(() => ParquetReaders.ReadAsync(reader, ParquetReaders.Detail.Values, [cut]));
    }

    [Fact]
    public async Task A_hash_of_a_column_is_the_same_in_every_reader_and_no_other_columns()
    {
        var hashes = new List<string[]>();
        foreach (string reader in ParquetReaders.Names)
            hashes.Add(
                [.. (await ParquetReaders.ReadAsync(reader, ParquetReaders.Detail.Hashes, [files.PathOf("bridge")]))
                    .Single().Columns.Values.Select(c => c.Values.Single()!)]);
        Assert.All(hashes, h => Assert.Equal(hashes[0], h));
        Assert.NotEqual(hashes[0][0], hashes[0][1]);
    }

    private static (string? Smallest, string? Largest) Bounds(string type, object[] present) => type switch
    {
        "int32" or "double" => (Text(present.Min()!), Text(present.Max()!)),
        "date" => (Iso(present.Min()!), Iso(present.Max()!)),
        // In UTF-8 order, as in Parquet.
        "string" => (InUtf8(present).First(), InUtf8(present).Last()),
        // Flags and UUIDs have none: see UuidColumns.
        _ => (null, null),
    };

    private static string Iso(object day) => ((DateOnly)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> InUtf8(object[] texts) =>
        texts.Cast<string>().OrderBy(t => Convert.ToHexString(Encoding.UTF8.GetBytes(t)), StringComparer.Ordinal);

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
