using System.IO.Compression;
using Parquet.Schema;

namespace Parquet.Conformance;

public sealed class ParquetWriterTests
{
    private static readonly DataField<int> Id = new("id");
    private static readonly DataField<string> Name = new("name");
    private static readonly int[] Ids = [1, 2, 3];
    private static readonly string?[] People = ["Ann", null, "Bo"];

    [Fact]
    public async Task The_same_inputs_give_the_same_bytes()
    {
        Assert.Equal(await WriteAsync(), await WriteAsync());

        static async Task<byte[]> WriteAsync()
        {
            using var stream = new MemoryStream();
            await Column.WriteFileAsync(stream, EveryType.Columns(), [1_000, 500], EveryType.Options(CompressionMethod.Gzip, withDictionaries: true));
            return stream.ToArray();
        }
    }

    [Fact]
    public async Task Strings_equal_in_value_share_a_dictionary_entry_whatever_their_instances()
    {
        string?[] copies = [.. Enumerable.Range(0, 5_000).Select(i => new string((char)('a' + (i % 3)), 4))];
        var options = new ParquetOptions { ColumnEncodingHints = { ["name"] = EncodingHint.Dictionary } };
        using var stream = new MemoryStream();
        await Column.WriteFileAsync(stream, [Column.Of(Name, copies)], [copies.Length], options);
        string?[] read = await ReadNamesAsync(stream, copies.Length);
        Assert.Equal(copies, read);
        Assert.Equal(3, read.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Theory]
    [InlineData(0.8, 0, 79, true)]
    [InlineData(0.8, 0, 81, false)]
    [InlineData(0.5, 0, 79, false)]
    [InlineData(1.0, 0, 100, true)]
    [InlineData(0.8, 10, 79, false)] // the first ten values are all different
    public async Task A_hinted_column_is_dictionary_encoded_up_to_the_threshold(double threshold, int sample, int distinct, bool isDictionary)
    {
        string?[] values = [.. Enumerable.Range(0, 100).Select(i => $"v{i % distinct}")];
        var options = new ParquetOptions
        {
            CompressionMethod = CompressionMethod.None,
            DictionaryEncodingThreshold = threshold,
            DictionaryEncodingSampleSize = sample,
            ColumnEncodingHints = { ["name"] = EncodingHint.Dictionary },
        };
        using var stream = new MemoryStream();
        await Column.WriteFileAsync(stream, [Column.Of(Name, values)], [100], options);
        Assert.Equal(values, await ReadNamesAsync(stream, 100));
        // Only a dictionary file shares instances between equal values.
        string?[] twice = await ReadNamesAsync(stream, 100);
        Assert.Equal(isDictionary ? distinct : 100, twice.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public async Task Custom_metadata_of_file_and_column_reaches_DuckDB_and_this_reader()
    {
        using var folder = new TemporaryFolder();
        var metadata = new Dictionary<string, string> { ["zulu"] = "last", ["contract"] = "1.4 – é", ["empty"] = "" };
        await using (FileStream stream = System.IO.File.Create(folder["meta.parquet"]))
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(Id), stream);
            writer.CustomMetadata = metadata;
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<int>(Id, Ids, customMetadata: new() { ["unit"] = "persons" });
        }
        await using ParquetReader reader = await ParquetReader.CreateAsync(folder["meta.parquet"]);
        Assert.Equal(metadata, reader.CustomMetadata);
        string?[][][] rows = await Node.SqlAsync(
            $"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{folder["meta.parquet"]}') ORDER BY 1",
            $"SELECT key_value_metadata::VARCHAR FROM parquet_metadata('{folder["meta.parquet"]}')");
        Assert.Equal(metadata.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new[] { p.Key, p.Value }), rows[0]);
        Assert.Contains("persons", rows[1][0][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_disposal_there_is_no_footer_and_the_stream_stays_open()
    {
        using var stream = new MemoryStream();
        ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(Id), stream);
        using (ParquetRowGroupWriter group = writer.CreateRowGroup())
            await group.WriteAsync<int>(Id, Ids);
        await Assert.ThrowsAsync<IOException>(() => ParquetReader.CreateAsync(stream));
        await writer.DisposeAsync();
        long length = stream.Length;
        await writer.DisposeAsync();
        Assert.Equal((true, length), (stream.CanRead, stream.Length));
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        Assert.Equal(1, reader.RowGroupCount);
    }

    [Fact]
    public async Task A_row_group_that_lacks_a_column_gets_no_footer()
    {
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(Id, Name), stream))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<int>(Id, Ids);
            var missing = Assert.Throws<InvalidOperationException>(group.CompleteValidate);
            Assert.Contains("name", missing.Message, StringComparison.Ordinal);
        }
        await Assert.ThrowsAsync<IOException>(() => ParquetReader.CreateAsync(stream));
    }

    [Fact]
    public async Task Columns_must_come_in_order_whole_and_once()
    {
        using var stream = new MemoryStream();
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(Id, Name), stream);
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync(Name, People));
        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync<long>(Id, new long[] { 1 }));
        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync<int>(Id, new int?[] { 1, null }));
        await group.WriteAsync<int>(Id, Ids);
        await Assert.ThrowsAsync<InvalidOperationException>(() => group.WriteAsync(Name, new[] { "one" }));
        await group.WriteAsync(Name, People);
        await Assert.ThrowsAsync<InvalidOperationException>(() => group.WriteAsync(Name, People));
        group.CompleteValidate();
    }

    [Theory]
    [InlineData(DateTimeFormat.Timestamp, true, "TIMESTAMP WITH TIME ZONE")]
    [InlineData(DateTimeFormat.Timestamp, false, "TIMESTAMP")]
    [InlineData(DateTimeFormat.DateAndTime, true, "TIMESTAMP WITH TIME ZONE")]
    [InlineData(DateTimeFormat.Date, true, "DATE")]
    public async Task A_DateTime_column_says_what_it_is(DateTimeFormat format, bool isUtc, string duckDbType)
    {
        using var folder = new TemporaryFolder();
        var field = new DateTimeDataField("moment", format, isUtc);
        DateTime?[] values = [new DateTime(2026, 3, 31, 0, 0, 0, DateTimeKind.Utc), new DateTime(1931, 3, 31, 0, 0, 0, DateTimeKind.Utc)];
        await using (FileStream stream = System.IO.File.Create(folder["at.parquet"]))
            await Column.WriteFileAsync(stream, [Column.Of<DateTime>(field, values)], [2]);
        string?[][][] seen = await Node.SqlAsync(
            "SET TimeZone = 'UTC'",
            $"SELECT column_type FROM (DESCRIBE SELECT * FROM '{folder["at.parquet"]}')",
            $"SELECT count(*) FROM '{folder["at.parquet"]}' WHERE moment::DATE = DATE '2026-03-31' OR moment < DATE '1931-04-02'");
        Assert.Equal((duckDbType, "2"), (seen[1][0][0], seen[2][0][0]));
        await using ParquetReader reader = await ParquetReader.CreateAsync(folder["at.parquet"]);
        var read = new DateTime?[2];
        await reader.OpenRowGroupReader(0).ReadAsync<DateTime>(reader.Schema.FindDataField("moment"), read);
        Assert.Equal(values, read);
    }

    [Fact]
    public async Task Timestamps_finer_than_milliseconds_are_not_written() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => ParquetWriter.CreateAsync(
            new ParquetSchema(new DateTimeDataField("at", DateTimeFormat.Timestamp, unit: DateTimeTimeUnit.Micros)), new MemoryStream()));

    [Theory]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Brotli)]
    public async Task A_codec_outside_the_subset_is_refused_at_once(CompressionMethod method) =>
        await Assert.ThrowsAsync<NotSupportedException>(() =>
            ParquetWriter.CreateAsync(new ParquetSchema(Id), new MemoryStream(), new ParquetOptions { CompressionMethod = method }));

    [Fact]
    public async Task A_stream_that_cannot_seek_gets_the_same_bytes()
    {
        using var plain = new MemoryStream();
        using var zipped = new MemoryStream();
        await Column.WriteFileAsync(plain, [Column.Of(Name, People)], [3]);
        await using (var forwardOnly = new GZipStream(zipped, CompressionMode.Compress, leaveOpen: true))
            await Column.WriteFileAsync(forwardOnly, [Column.Of(Name, People)], [3]);
        zipped.Position = 0;
        using var unzipped = new MemoryStream();
        await new GZipStream(zipped, CompressionMode.Decompress).CopyToAsync(unzipped);
        Assert.Equal(plain.ToArray(), unzipped.ToArray());
    }

    private static async Task<string?[]> ReadNamesAsync(Stream stream, int count)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        string?[] values = new string?[count];
        await reader.OpenRowGroupReader(0).ReadAsync(Name, values);
        return values;
    }
}
