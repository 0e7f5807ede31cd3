using System.IO.Compression;

namespace IncDiv.Ingestion.Tests.Packed;

public sealed class GzipTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public async Task A_gzipped_drop_gives_the_rows_of_the_same_CSV(CompressionLevel level)
    {
        SampleDrop sample = new SampleDrop("pas").Rows(3000);

        ReadDrop drop = await Read(Zip(sample.ToBytes(), level));

        Assert.Equal((3000, 0), (drop.Reading.RowsAccepted, drop.Reading.Issues.Count));
        Assert.Equal((await ReadDrop.Of(sample)).Rows, drop.Rows);
    }

    [Fact]
    public async Task Members_one_after_the_other_are_one_file()
    {
        byte[] text = new SampleDrop("pas").Rows(500).ToBytes();

        Assert.Equal(500, (await Read([.. Zip(text[..9000]), .. Zip([]), .. Zip(text[9000..])])).Reading.RowsAccepted);
    }

    // gzip -t accepts an empty last member and the empty block at the end of a bgzip file (SAM specification 4.1.2).
    [Fact]
    public async Task An_empty_member_may_come_last()
    {
        byte[] whole = Zip(new SampleDrop("pas").Rows(50).ToBytes());
        byte[] empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] blockEnd = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

        foreach (byte[] file in (byte[][])[[.. whole, .. empty], [.. whole, .. blockEnd], [.. empty, .. whole, .. blockEnd], [.. whole, .. empty, .. empty]])
            Assert.Equal((50, 0), ((await Read(file)).Reading.RowsAccepted, (await Read(file)).Reading.Issues.Count));
        foreach (byte[] file in (byte[][])[[.. whole, .. empty[..^2]], [.. whole, .. blockEnd, 1], [.. whole, .. empty, .. new byte[20]]])
            Assert.Equal("E113", Assert.Single((await Read(file)).Reading.Issues).Code);
    }

    [Fact]
    public async Task Every_optional_header_field_is_skipped()
    {
        byte[] plain = Zip(new SampleDrop("pas").Rows(5).ToBytes());
        byte[] fields = [0x1F, 0x8B, 8, 0x1E, 0, 0, 0, 0, 0, 3, 2, 0, (byte)'a', (byte)'b', .. "../../etc/passwd\0"u8, .. "a comment\0"u8, 1, 2];

        Assert.Equal(5, (await Read([.. fields, .. plain[10..]])).Reading.RowsAccepted);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-4)]
    [InlineData(-8)]
    [InlineData(-9)]
    [InlineData(-2000)]
    [InlineData(18)]
    [InlineData(10)]
    [InlineData(5)]
    public async Task E113_a_file_that_was_cut_off(int length)
    {
        byte[] whole = Zip(new SampleDrop("pas").Rows(2000).ToBytes());

        ReadDrop drop = await Read(whole[..(length < 0 ? whole.Length + length : length)]);

        Assert.Contains("truncated", drop.Only("E113").Message, StringComparison.Ordinal);
        Assert.Empty(drop.Rows);
    }

    [Fact]
    public async Task E113_bytes_after_the_end_or_a_second_member_that_is_damaged()
    {
        byte[] whole = Zip(new SampleDrop("pas").Rows(20).ToBytes());

        foreach (byte[] rest in (byte[][])[[0], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [0x1F], new byte[9000], [0x1E, .. whole[1..]], [.. whole[..^1], 9]])
            Assert.Equal("E113", Assert.Single((await Read([.. whole, .. rest])).Reading.Issues).Code);
    }

    [Fact]
    public async Task E113_a_changed_byte_anywhere_but_in_the_header_is_found()
    {
        byte[] whole = Zip(new SampleDrop("pas").Rows(20).ToBytes());
        for (int at = 10; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            Assert.Equal("E113", Assert.Single((await Read(damaged)).Reading.Issues).Code);
        }
    }

    [Theory]
    [InlineData("plain,text\n")]
    [InlineData("PK\u0003\u0004")]
    public async Task E113_a_file_that_is_not_gzip(string text) =>
        Assert.Contains("is not a gzip file", (await Read(Encoding.UTF8.GetBytes(text))).Only("E113").Message, StringComparison.Ordinal);

    [Fact]
    public async Task E106_a_gzip_file_in_a_gzip_file() => Assert.Contains(
        "a workbook or an archive", (await Read(Zip(Zip(new SampleDrop("pas").Rows(2).ToBytes())))).Only("E106").Message, StringComparison.Ordinal);

    [Fact]
    public async Task E101_nothing_in_a_gzip_file() => Assert.Equal("E101", Assert.Single((await Read(Zip([]))).Reading.Issues).Code);

    [Fact]
    public async Task E108_more_text_than_the_limit()
    {
        byte[] bytes = Zip(new SampleDrop("pas").Rows(200).ToBytes());

        Issue issue = (await ReadDrop.Of("pas", bytes, new IngestionLimits { FileBytes = 20_000 }, "a.csv.gz")).Only("E108");

        Assert.Contains("larger than 20,000 bytes", issue.Message, StringComparison.Ordinal);
    }

    public static byte[] Zip(byte[] bytes, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, level, leaveOpen: true))
            gzip.Write(bytes);
        return file.ToArray();
    }

    private static Task<ReadDrop> Read(byte[] bytes) => ReadDrop.Of("pas", bytes, file: "a/drop.csv.gz");
}
