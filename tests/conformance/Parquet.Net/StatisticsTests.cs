using System.Globalization;
using System.Text;
using Parquet.Data;
using Parquet.Schema;

namespace Parquet.Conformance;

public sealed class StatisticsTests
{
    private static readonly string[] InByteOrder = ["", "Z", "a", "zz", "é", "ÿ", "日本", "\uFFFD", "😀"];

    [Fact]
    public async Task DuckDB_sees_bounds_and_null_counts_of_every_type()
    {
        using var folder = new TemporaryFolder();
        List<Column> columns =
        [
            Column.Of<bool>(new DataField<bool?>("bool"), [true, null, true]),
            Column.Of<int>(new DataField<int?>("int"), [5, -7, null]),
            Column.Of<long>(new DataField<long>("long"), [1L << 40, -3, 8]),
            Column.Of<float>(new DataField<float>("float"), [0.5f, -2f, 1f]),
            Column.Of<double>(new DataField<double>("double"), [0.25, -2.5, 1]),
            Column.Of<double>(new DataField<double>("nan"), [double.NaN, 1, 2]),
            Column.Of<DateOnly>(new DataField<DateOnly>("date"), [new(1969, 12, 31), new(2026, 3, 31), new(2000, 1, 1)]),
            Column.Of<DateTime>(new DateTimeDataField("time", DateTimeFormat.Timestamp), [At(2026), At(1960), At(2000)]),
            Column.Of<Guid>(new DataField<Guid>("uuid"), [new("f0000000-0000-0000-0000-000000000001"), new("0f000000-0000-0000-0000-000000000002"), new("a0000000-0000-0000-0000-000000000003")]),
            Column.Of(new DataField<string>("text"), ["😀", "\uFFFD", null]),
            Column.Of(new DataField<string>("long text"), [new string('x', 300), "a", "b"]),
            Column.Of<int>(new DataField<int?>("none"), [null, null, null]),
            Column.Of(new DataField<string>("no text"), new string?[3]),
        ];
        await using (FileStream stream = System.IO.File.Create(folder["s.parquet"]))
            await Column.WriteFileAsync(stream, columns, [3]);
        string?[][] seen = (await Node.SqlAsync($"SELECT path_in_schema, stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata('{folder["s.parquet"]}')"))[0];
        Assert.Equal(
        [
            ["bool", "true", "true", "1"],
            ["int", "-7", "5", "1"],
            ["long", "-3", "1099511627776", "0"],
            ["float", "-2.0", "1.0", "0"],
            ["double", "-2.5", "1.0", "0"],
            ["nan", null, null, "0"],
            ["date", "1969-12-31", "2026-03-31", "0"],
            ["time", "1960-01-02 03:04:05+00", "2026-01-02 03:04:05+00", "0"],
            ["uuid", "0f000000-0000-0000-0000-000000000002", "f0000000-0000-0000-0000-000000000001", "0"],
            ["text", "\uFFFD", "😀", "1"],
            ["long text", null, null, "0"],
            ["none", null, null, "3"],
            ["no text", null, null, "3"],
        ], seen);

        static DateTime At(int year) => new(year, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    }

    [Theory]
    [InlineData(EncodingHint.Default)]
    [InlineData(EncodingHint.Dictionary)]
    public async Task Text_bounds_are_in_byte_order_whatever_the_row_order(EncodingHint hint)
    {
        var field = new DataField<string>("text");
        for (int seed = 0; seed < 20; seed++)
        {
            string?[] values = new Random(seed).GetItems(InByteOrder, 5);
            using var stream = new MemoryStream();
            await Column.WriteFileAsync(stream, [Column.Of(field, [.. values, .. values])], [10], new ParquetOptions { ColumnEncodingHints = { ["text"] = hint } });
            await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
            DataColumnStatistics statistics = reader.OpenRowGroupReader(0).GetStatistics(field)!;
            int[] ranks = [.. values.Select(v => Array.IndexOf(InByteOrder, v))];
            Assert.Equal((InByteOrder[ranks.Min()], InByteOrder[ranks.Max()], 0L), (statistics.MinValue, statistics.MaxValue, statistics.NullCount));
        }
    }

    [Fact]
    public async Task Statistics_read_back_as_values_of_the_column()
    {
        List<Column> columns = EveryType.Columns();
        using var stream = new MemoryStream();
        await Column.WriteFileAsync(stream, columns, [EveryType.RowCount]);
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, new ParquetOptions { UseDateOnlyTypeForDates = true });
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        foreach (Column column in columns)
        {
            DataColumnStatistics statistics = group.GetStatistics(column.Field)!;
            Assert.Equal(column.Expected.Values.Count(v => v is null), statistics.NullCount);
            bool isUnordered = column.Expected.Values.Contains("NaN") || column.Expected.Values.All(v => v is null);
            Assert.Equal(isUnordered, statistics.MinValue is null);
            // A bound is a value that occurs, but for the sign that a zero is given.
            if (!isUnordered && column.Field.ClrType != typeof(float) && column.Field.ClrType != typeof(double))
            {
                Assert.Contains(Spelling.Of(statistics.MinValue), column.Expected.Values);
                Assert.Contains(Spelling.Of(statistics.MaxValue), column.Expected.Values);
            }
        }
    }

    [Fact]
    public async Task Filters_that_prune_row_groups_by_statistics_count_right()
    {
        using var folder = new TemporaryFolder();
        int[] numbers = [.. Enumerable.Range(-500, 1_000)];
        string[] texts = [.. numbers.Select(n => $"{InByteOrder[(n + 500) / 112]}{n + 500:0000}")];
        List<Column> columns =
        [
            Column.Of(new DataField<int?>("i"), Array.ConvertAll(numbers, n => n % 10 == 0 ? (int?)null : n)),
            Column.Of(new DataField<double>("d"), Array.ConvertAll(numbers, n => (double?)(n / 4.0))),
            Column.Of(new DataField<string>("s"), texts),
            Column.Of(new DataField<DateOnly>("day"), Array.ConvertAll(numbers, n => (DateOnly?)new DateOnly(1970, 1, 1).AddDays(n))),
            Column.Of(new DateTimeDataField("ts", DateTimeFormat.Timestamp), Array.ConvertAll(numbers, n => (DateTime?)DateTime.UnixEpoch.AddHours(n))),
            Column.Of(new DataField<bool>("b"), Array.ConvertAll(numbers, n => (bool?)(n >= 0))),
        ];
        await using (FileStream stream = System.IO.File.Create(folder["f.parquet"]))
            await Column.WriteFileAsync(stream, columns, Enumerable.Repeat(100, 10));
        (string Where, int Count)[] filters =
        [
            ("i > 250", numbers.Count(n => n > 250 && n % 10 != 0)),
            ("i IS NULL", 100),
            ("i = -499", 1),
            ("d <= -100", numbers.Count(n => n / 4.0 <= -100)),
            ("d = 0", 1),
            ("s >= 'é'", texts.Count(t => Encoding.UTF8.GetBytes(t).AsSpan().SequenceCompareTo("é"u8) >= 0)),
            ("s < 'b'", texts.Count(t => Encoding.UTF8.GetBytes(t).AsSpan().SequenceCompareTo("b"u8) < 0)),
            ($"s = '{texts[777]}'", 1),
            ("day < DATE '1970-01-01'", 500),
            ("ts >= TIMESTAMPTZ '1970-01-02 00:00:00+00'", numbers.Count(n => n >= 24)),
            ("b", 500),
        ];
        string?[][][] seen = await Node.SqlAsync([.. filters.Select(f => $"SELECT count(*) FROM read_parquet('{folder["f.parquet"]}') WHERE {f.Where}")]);
        Assert.Equal(filters.Select(f => (f.Where, f.Count)), filters.Zip(seen, (f, rows) => (f.Where, int.Parse(rows[0][0]!, CultureInfo.InvariantCulture))));
    }
}
