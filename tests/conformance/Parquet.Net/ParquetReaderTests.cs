using System.Text.Json;
using Parquet.Schema;

namespace Parquet.Conformance;

public sealed class ParquetReaderTests
{
    private const string DuckDbTable = """
        SELECT i % 3 = 0 AS b, i::INTEGER AS i, (i * 1000003) AS l, (i / 7)::FLOAT AS f, i / 3.0::DOUBLE AS d,
          'name ' || (i % 40) AS low, 'ünique ' || i AS high, encode('b' || (i % 11)) AS bytes, md5('' || i)::UUID AS u,
          DATE '1969-12-01' + (i % 900)::INTEGER AS day, TIMESTAMP '1969-12-31' + INTERVAL (i * 7) SECOND AS ts,
          TIMESTAMPTZ '2026-01-01 00:00:00+00' + INTERVAL (i) MINUTE AS tz,
          CASE WHEN i % 5 > 0 THEN i::INTEGER END AS ni, CASE WHEN i % 2 = 0 THEN i / 9.0::DOUBLE END AS nd,
          CASE WHEN i > 400 THEN 'x' || (i % 9) END AS ns, CASE WHEN i % 4 = 1 THEN i % 8 = 1 END AS nb, NULL::INTEGER AS allnull,
          CASE WHEN i % 6 > 2 THEN DATE '2026-03-31' - (i % 50)::INTEGER END AS nday
        FROM range(5000) t(i)
        """;

    [Theory]
    [InlineData("COMPRESSION snappy")]
    [InlineData("COMPRESSION gzip")]
    [InlineData("COMPRESSION uncompressed")]
    [InlineData("COMPRESSION snappy, ROW_GROUP_SIZE 2048")]
    [InlineData("COMPRESSION snappy, DICTIONARY_SIZE_LIMIT 1")]
    public async Task What_DuckDB_writes_reads_back_value_by_value(string options)
    {
        using var folder = new TemporaryFolder();
        string path = folder["duckdb.parquet"];
        await Node.SqlAsync($"SET TimeZone = 'UTC'", $"COPY ({DuckDbTable}) TO '{path}' (FORMAT parquet, {options})");
        string output = await Node.OutputAsync("read.mjs", null, "duckdb", path);
        Dictionary<string, SeenColumn> expected = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, SeenColumn>>>(output)![path];
        await using FileStream stream = System.IO.File.OpenRead(path);
        Dictionary<string, SeenColumn> actual = await Spelling.ReadAsync(stream);
        Assert.Equal(expected.Keys, actual.Keys);
        foreach ((string name, SeenColumn column) in expected)
            Assert.Equivalent(column, actual[name], strict: true);
        Assert.Equal(5000, actual["i"].Values.Length);
    }

    [Theory]
    [InlineData("SNAPPY")]
    [InlineData("GZIP")]
    [InlineData("UNCOMPRESSED")]
    public async Task Version_2_data_pages_read_back_value_by_value(string codec)
    {
        using var folder = new TemporaryFolder();
        List<Column> columns = EveryType.Columns(withUuid: false);
        await using (FileStream stream = System.IO.File.Create(folder["v1.parquet"]))
            await Column.WriteFileAsync(stream, columns, [EveryType.RowCount]);
        await Node.OutputAsync("rewrite.mjs", null, folder["v1.parquet"], folder["v2.parquet"], codec);
        await using FileStream rewritten = System.IO.File.OpenRead(folder["v2.parquet"]);
        Dictionary<string, SeenColumn> actual = await Spelling.ReadAsync(rewritten);
        foreach (Column column in columns)
            Assert.Equivalent(column.Expected, actual[column.Field.Name], strict: true);
    }

    [Theory]
    [InlineData("SELECT [1, 2] AS a", "COMPRESSION snappy")]
    [InlineData("SELECT {'x': 1} AS a", "COMPRESSION snappy")]
    [InlineData("SELECT 1.5::DECIMAL(9, 2) AS a", "COMPRESSION snappy")]
    [InlineData("SELECT 1::UTINYINT AS a", "COMPRESSION snappy")]
    [InlineData("SELECT TIME '10:00:00' AS a", "COMPRESSION snappy")]
    [InlineData("SELECT 1 AS a", "COMPRESSION zstd")]
    [InlineData("SELECT i AS a FROM range(100000) t(i)", "COMPRESSION snappy, PARQUET_VERSION V2")]
    public async Task What_lies_outside_the_subset_is_refused_by_name(string select, string options)
    {
        using var folder = new TemporaryFolder();
        await Node.SqlAsync($"COPY ({select}) TO '{folder["other.parquet"]}' (FORMAT parquet, {options})");
        await using FileStream stream = System.IO.File.OpenRead(folder["other.parquet"]);
        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => Spelling.ReadAsync(stream));
        Assert.Matches("Column 'a'|Compression Zstd", refused.Message);
    }

    [Fact]
    public async Task A_date_column_is_DateTime_unless_asked_otherwise()
    {
        var day = new DataField<DateOnly>("day");
        using var stream = new MemoryStream();
        await Column.WriteFileAsync(stream, [Column.Of<DateOnly>(day, [new DateOnly(2026, 3, 31)])], [1]);
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        DataField seen = reader.Schema.FindDataField("day");
        var values = new DateTime[1];
        await reader.OpenRowGroupReader(0).ReadAsync<DateTime>(seen, values);
        Assert.Equal((typeof(DateTime), new DateTime(2026, 3, 31)), (seen.ClrType, values[0]));
        Assert.Equal(day, seen);
    }

    [Fact]
    public async Task Reading_asks_for_the_right_type_room_and_nullability()
    {
        var id = new DataField<int>("id", nullable: true);
        using var stream = new MemoryStream();
        await Column.WriteFileAsync(stream, [Column.Of<int>(id, [1, null])], [2]);
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        await Assert.ThrowsAsync<ArgumentException>(async () => await group.ReadAsync<long>(id, new long?[2]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await group.ReadAsync<int>(id, new int?[1]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await group.ReadAsync<int>(id, new int[2]));
        await Assert.ThrowsAsync<ParquetException>(async () => await group.ReadAsync<int>(new DataField<int>("other"), new int?[2]));
        Assert.False(group.ColumnExists(new DataField<int>("other")));
        Assert.Throws<ArgumentException>(() => reader.Schema.FindDataField("other"));
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_refused()
    {
        byte[] bytes = await SmallFileAsync(CompressionMethod.Snappy);
        for (int length = 0; length < bytes.Length; length++)
        {
            using var stream = new MemoryStream(bytes, 0, length);
            Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => Spelling.ReadAsync(stream));
            Assert.True(refused is IOException or ParquetException, $"{length}: {refused}");
        }
    }

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    public async Task A_damaged_file_reads_or_is_refused_clearly_without_using_up_memory(CompressionMethod method)
    {
        byte[] bytes = await SmallFileAsync(method);
        var random = new Random(11);
        int refusals = 0;
        long before = GC.GetTotalAllocatedBytes();
        for (int i = 0; i < bytes.Length * 2; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i / 2] = i % 2 == 0 ? (byte)random.Next(256) : (byte)0xFF;
            try
            {
                await Spelling.ReadAsync(new MemoryStream(damaged));
            }
            catch (Exception e) when (e is IOException or ParquetException or NotSupportedException)
            {
                refusals++;
            }
        }
        Assert.InRange(refusals, bytes.Length / 4, bytes.Length * 2);
        Assert.InRange((GC.GetTotalAllocatedBytes() - before) / (bytes.Length * 2), 0, 2_000_000);
    }

    private static async Task<byte[]> SmallFileAsync(CompressionMethod method)
    {
        using var stream = new MemoryStream();
        await Column.WriteFileAsync(stream, EveryType.Columns().Where((_, i) => i % 5 == (i / 5 % 2 == 0 ? 2 : 0)).ToList(), [20, 10], EveryType.Options(method, withDictionaries: true));
        return stream.ToArray();
    }
}
