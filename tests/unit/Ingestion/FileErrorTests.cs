namespace IncDiv.Ingestion.Tests;

public sealed class FileErrorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n  \n")]
    [InlineData("\uFEFF")]
    public async Task E101_an_empty_file(string text)
    {
        Issue issue = (await ReadDrop.Of("pas", Encoding.UTF8.GetBytes(text))).Only("E101");

        Assert.Contains("Export it again", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E101_a_header_without_rows() =>
        Assert.Contains("header but no rows", (await ReadDrop.Of(new SampleDrop("pas"))).Only("E101").Message, StringComparison.Ordinal);

    [Fact]
    public async Task E102_no_header_and_the_message_shows_nothing_of_the_row_in_its_place()
    {
        string rows = string.Join('\n', new SampleDrop("pas").Row(("respondent_id", "SECRET1")).ToString().Split('\n')[1..]);

        ReadDrop drop = await ReadDrop.Of("pas", Encoding.UTF8.GetBytes(rows));

        Issue issue = drop.Only("E102");
        Assert.Equal(1, issue.Line);
        Assert.Contains("Put the column names into the first line, such as respondent_id,interview_date,borough", issue.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET1", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E102_a_web_page_named_csv() => Assert.Contains(
        "web page",
        (await ReadDrop.Of("workforce", "<!DOCTYPE html>\n<html><body>Sign in, please</body></html>"u8.ToArray())).Only("E102").Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task E103_each_missing_required_column_is_named_with_its_other_names()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").Without("q60", "sex").Rows(1));

        Assert.Equal(["sex", "q60"], drop.Reading.Issues.Where(i => i.Code == "E103").Select(i => i.Column));
        Assert.Contains("Add it to the extract; it may also be called NXQ135 or ReXQ135.", drop.Reading.Issues[0].Message, StringComparison.Ordinal);
        Assert.Equal(1, drop.Reading.Issues[0].Line);
        Assert.Equal(0, drop.Reading.RowsRead);
    }

    [Fact]
    public async Task E104_a_column_that_occurs_twice_also_by_an_alias()
    {
        Issue issue = (await ReadDrop.Of(new SampleDrop("pas").With("C2").Rows(1))).Only("E104");

        Assert.Equal((1L, "borough"), (issue.Line!.Value, issue.Column));
        Assert.Contains("Keep one of them.", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pay_number")]
    [InlineData("Date of Birth")]
    [InlineData("E-Mail")]
    [InlineData("full_name")]
    [InlineData("IP address")]
    public async Task E105_a_forbidden_column_however_it_is_spelt(string column)
    {
        Issue issue = (await ReadDrop.Of(new SampleDrop("staff-survey").With(column).Rows(1))).Only("E105");

        Assert.Equal((1L, column), (issue.Line!.Value, issue.Column));
        Assert.Contains("Remove it from the extract", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0 }, 1, "zero bytes")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, 1, "UTF-16")]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 20 }, 1, "workbook or an archive")]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', (byte)'b', 0xE2, 0x82 }, 2, "truncated")]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xC3, 0xA9, (byte)'\n', 0xE9, (byte)'b' }, 3, "damaged")]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xE9, (byte)'b', 0x81 }, 2, "neither UTF-8 nor Windows-1252")]
    public async Task E106_bytes_that_are_not_text(byte[] bytes, long line, string message)
    {
        ReadDrop drop = await ReadDrop.Of("pas", bytes);

        Issue issue = drop.Only("E106");
        Assert.Equal(line, issue.Line);
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
        Assert.Contains("drop it again", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"no end, 5\n")]
    [InlineData("\"text\" after\n")]
    public async Task E107_an_unbalanced_quote(string comment)
    {
        var sample = new SampleDrop("pas").Rows(2).Row(("comments", "\"two\nlines\""));
        byte[] bytes = Encoding.UTF8.GetBytes(sample.ToString() + comment);

        ReadDrop drop = await ReadDrop.Of("pas", bytes);

        Issue issue = drop.Only("E107");
        Assert.Equal(6, issue.Line);
        Assert.Contains("Write a quote inside a value twice", issue.Message, StringComparison.Ordinal);
        Assert.Equal(3, drop.Reading.RowsRead);
        Assert.Empty(drop.Reading.Quarters);
    }

    [Theory]
    [InlineData(false, "E107")]
    [InlineData(true, "E108")]
    public async Task A_quote_that_runs_past_the_row_limit_is_unbalanced_unless_it_is_closed_further_on(bool closed, string code)
    {
        string text = new SampleDrop("pas").Row(("comments", "\"" + new string('x', 5000) + (closed ? "\"" : ""))).Row(("comments", "\"fine\"")).ToString();
        text = closed ? text : text.Replace("\"fine\"", "", StringComparison.Ordinal);

        ReadDrop drop = await ReadDrop.Of("pas", Encoding.UTF8.GetBytes(text), new IngestionLimits { RowBytes = 2000, BufferBytes = 256 });

        Assert.Equal(2, drop.Only(code).Line);
    }

    [Fact]
    public async Task E108_a_row_over_the_limit()
    {
        byte[] bytes = new SampleDrop("pas").Rows(2).Row(("comments", new string('x', 2001))).Rows(1).ToBytes();

        Issue issue = (await ReadDrop.Of("pas", bytes, new IngestionLimits { RowBytes = 2000 })).Only("E108");

        Assert.Equal(4, issue.Line);
        Assert.Contains("longer than 2,000 bytes", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E108_a_file_over_the_limit()
    {
        Issue issue = (await ReadDrop.Of("pas", new SampleDrop("pas").Rows(9).ToBytes(), new IngestionLimits { FileBytes = 1024 })).Only("E108");

        Assert.Contains("Split it by quarter", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((byte)'a')]
    [InlineData((byte)'"')]
    [InlineData((byte)',')]
    [InlineData((byte)0)]
    public async Task A_single_line_of_300_MB_is_quarantined_quickly_in_little_memory(byte content)
    {
        using var stream = new RepeatedByteStream(content, 300_000_000);
        var clock = Stopwatch.StartNew();
        long before = GC.GetTotalAllocatedBytes();

        ReadDrop drop = await ReadDrop.Of("pas", stream);

        Assert.True(drop.Reading.Quarantined);
        Assert.Contains(drop.Reading.Issues[0].Code, (string[])["E106", "E107", "E108"]);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200_000_000);
    }

    [Theory]
    [InlineData(95, 5, false)]
    [InlineData(94, 6, true)]
    public async Task E109_more_rejected_rows_than_the_feed_tolerates(int good, int bad, bool quarantined)
    {
        SampleDrop sample = new SampleDrop("pas").Rows(good);
        for (int i = 0; i < bad; i++)
            sample.Row(("q60", "77"));

        ReadDrop drop = await ReadDrop.Of(sample);

        Assert.Equal(quarantined, drop.Reading.Quarantined);
        Assert.Equal((good, bad), (drop.Reading.RowsAccepted, drop.Reading.RowsRejected));
        if (quarantined)
            Assert.Contains("6 of 100 rows were rejected, more than the 5 %", drop.Only("E109").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/drop.pdf")]
    [InlineData("a/drop")]
    [InlineData("a/csv")]
    [InlineData("a/drop.xls")]
    [InlineData("a/drop.xlsm")]
    [InlineData("a/drop.gz")]
    [InlineData("a/drop.csv.zip")]
    public async Task E110_an_unknown_file_type(string file) => Assert.Contains(
        "Save it as CSV UTF-8 with the ending .csv",
        (await ReadDrop.Of("pas", new SampleDrop("pas").Rows(1).ToBytes(), file: file)).Only("E110").Message,
        StringComparison.Ordinal);

    [Fact]
    public void E110_an_unknown_feed()
    {
        DropReading reading = DropReading.UnknownFeed(["pas", "workforce"]);

        Assert.True(reading.Quarantined);
        Assert.Contains("these folders: pas, workforce.", Assert.Single(reading.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E111_no_row_has_a_usable_period()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").Row(("interview_date", "02/14/2017")).Row(("interview_date", "")));

        Assert.Equal("interview_date", drop.Only("E111").Column);
        Assert.Contains("2017-03-31 or 31/03/2017", drop.Only("E111").Message, StringComparison.Ordinal);
        Assert.Equal(2, drop.Reading.RowsRejected);
    }

    [Fact]
    public async Task Random_bytes_never_throw()
    {
        var random = new Random(20170331);
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = new byte[random.Next(1, 4000)];
            random.NextBytes(bytes);
            Assert.True((await ReadDrop.Of("pas", bytes)).Reading.Quarantined);
        }
    }

    [Fact]
    public async Task A_good_file_with_random_damage_never_throws_and_accounts_for_every_row()
    {
        var random = new Random(7);
        byte[] good = new SampleDrop("workforce").Rows(20).ToBytes();
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = [.. good];
            for (int n = 0; n < 5; n++)
                damaged[random.Next(damaged.Length)] = ",\"\n\r;0Aé"u8[random.Next(9)];
            _ = await ReadDrop.Of("workforce", damaged, new IngestionLimits { BufferBytes = 16 });
        }
    }
}
