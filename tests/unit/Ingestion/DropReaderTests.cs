using IncDiv.Ingestion.Tests.Workbooks;

namespace IncDiv.Ingestion.Tests;

public sealed class DropReaderTests
{
    [Theory]
    [InlineData("pas")]
    [InlineData("staff-survey")]
    [InlineData("victim-satisfaction")]
    [InlineData("workforce")]
    public async Task A_good_drop_of_each_feed_is_accepted_without_issues(string feed)
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop(feed).Rows(3));

        Assert.False(drop.Reading.Quarantined, string.Join('\n', drop.Reading.Issues));
        Assert.Empty(drop.Reading.Issues);
        Assert.Equal(3, drop.Rows.Count);
        Assert.Equal("2016-17-Q4", Assert.Single(drop.Reading.Quarters).Quarter);
    }

    [Fact]
    public async Task Values_arrive_in_canonical_form_by_column()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("workforce").Row(
            ("pay_number", " ab12 "), ("date_of_birth", "28/02/1985"), ("worker_type", "police officer"), ("rank", "T/DCI"),
            ("ethnicity", "white british"), ("fte", "0.5"), ("hourly_pay", ""), ("business_group", " Met Operations ")));

        IReadOnlyDictionary<string, string?> row = Assert.Single(drop.Rows);
        Assert.Equal("AB12", row["pay_number"]);
        Assert.Equal("1985-02-28", row["date_of_birth"]);
        Assert.Equal("OFFICER", row["worker_type"]);
        Assert.Equal("Chief Inspector", row["rank"]);
        Assert.Equal("W1", row["ethnicity"]);
        Assert.Equal("0.5", row["fte"]);
        Assert.Null(row["hourly_pay"]);
        Assert.Equal("Met Operations", row["business_group"]);
        Assert.DoesNotContain("surname", row.Keys);
    }

    [Fact]
    public async Task Only_the_presence_of_free_text_is_kept()
    {
        ReadDrop drop = await ReadDrop.Of(
            new SampleDrop("pas").Row(("comments", "They, came")).Row(("comments", "\"They, came\nlate\"")).Row(("comments", "  ")));

        Assert.Equal(1, drop.Reading.RowsRejected);
        Assert.True(drop.Reading.Quarantined);
        drop = await ReadDrop.Of(new SampleDrop("pas").Row(("comments", "\"They, came\nlate\"")).Row(("comments", "  ")));
        Assert.Equal(["given", null], drop.Rows.Select(r => r["comments"]));
    }

    [Fact]
    public async Task Columns_that_were_dropped_as_personal_are_named() =>
        Assert.Equal(
            ["warrant_number", "surname", "date_of_birth"],
            (await ReadDrop.Of(new SampleDrop("workforce").Without("forename", "email", "home_postcode").Rows(1))).Reading.DroppedAsPersonal);

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task The_delimiter_is_found_from_the_header(char delimiter)
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas") { Delimiter = delimiter, NewLine = "\r\n" }.Rows(2));

        Assert.Equal(["0.67", "0.67"], drop.Rows.Select(r => r["weight"]));
    }

    [Fact]
    public async Task A_decimal_comma_is_a_number_only_where_semicolons_delimit()
    {
        ReadDrop comma = await ReadDrop.Of(new SampleDrop("pas").Row(("weight", "\"0,67\"")));

        Assert.Equal("R202", comma.Only("R202").Code);
        Assert.Equal("1.5", (await ReadDrop.Of(new SampleDrop("pas") { Delimiter = ';' }.Row(("weight", "1.5")))).Rows[0]["weight"]);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    public async Task A_line_without_any_value_is_not_a_row_in_text_or_in_a_sheet(char delimiter)
    {
        string[] lines = new SampleDrop("pas") { Delimiter = delimiter }.Rows(3).ToString().Split('\n');
        string blank = new(delimiter, lines[0].Count(c => c == delimiter));
        string quoted = string.Join(delimiter, Enumerable.Repeat("\" \"", 5));
        byte[] text = Encoding.UTF8.GetBytes(
            string.Join('\n', (string[])[blank, lines[0], lines[1], blank, "", $" {blank}\u00A0", quoted, lines[2], lines[3], blank]));
        string[][] cells = [.. new SampleDrop("pas").Rows(3).Cells];
        string[] empty = [.. cells[0].Select(_ => " ")];

        ReadDrop drop = await ReadDrop.Of("pas", text);
        ReadDrop sheet = await ReadDrop.Of("pas", SampleWorkbook.Of([cells[0], cells[1], empty, cells[2], empty, cells[3], empty]).ToBytes(), file: "a.xlsx");

        Assert.Equal((3, 0, 0), (drop.Reading.RowsRead, drop.Reading.RowsRejected, drop.Reading.Issues.Count));
        Assert.Equal("6 lines without any value were skipped and are not counted as rows.", Assert.Single(drop.Reading.Notes));
        Assert.Equal((3, 0, 0), (sheet.Reading.RowsRead, sheet.Reading.RowsRejected, sheet.Reading.Issues.Count));
        Assert.Equal("2 lines without any value were skipped and are not counted as rows.", Assert.Single(sheet.Reading.Notes));
    }

    [Fact]
    public async Task A_byte_order_mark_blank_lines_quotes_in_the_header_and_empty_trailing_columns_do_no_harm()
    {
        string text = new SampleDrop("pas").Rows(2).ToString();
        string[] lines = text.TrimEnd('\n').Split('\n');
        string changed = "\uFEFF\n" + "\" RESPONDENT_ID \"" + lines[0]["respondent_id".Length..]
            + ",,\r\n" + lines[1] + ",,,\r\n\r\n" + lines[2] + "\r\n  \r\n";

        ReadDrop drop = await ReadDrop.Of("pas", Encoding.UTF8.GetBytes(changed));

        Assert.Empty(drop.Reading.Issues);
        Assert.Equal(2, drop.Rows.Count);
    }

    [Fact]
    public async Task Aliases_of_earlier_waves_are_read()
    {
        string text = new SampleDrop("pas").Rows(1).ToString().Replace("borough", "c2", StringComparison.Ordinal)
            .Replace("weight", "WT_Discrete", StringComparison.Ordinal).Replace("ethnicity", "ReNNQ147", StringComparison.Ordinal);

        ReadDrop drop = await ReadDrop.Of("pas", Encoding.UTF8.GetBytes(text));

        Assert.Empty(drop.Reading.Issues);
        Assert.Equal("E09000002", drop.Rows[0]["borough"]);
    }

    [Fact]
    public async Task A_drop_over_several_quarters_is_read_in_batches_of_one_quarter_each()
    {
        var sample = new SampleDrop("pas");
        for (int i = 0; i < 60; i++)
            sample.Row(("interview_date", new DateOnly(2014, 4, 1).AddMonths(i * 7 % 60).ToString("yyyy-MM-dd", null)));

        ReadDrop drop = await ReadDrop.Of(sample);

        Assert.Equal(20, drop.Reading.Quarters.Count);
        Assert.All(drop.Reading.Quarters, q => Assert.Equal(3, q.Rows));
        Assert.Equal(drop.Reading.Quarters.Select(q => q.Quarter).Order(), drop.Reading.Quarters.Select(q => q.Quarter));
        Assert.Equal(60, drop.Rows.Select(r => r["respondent_id"]).Distinct().Count());
    }

    [Fact]
    public async Task More_rows_than_a_batch_holds_are_read_in_several()
    {
        var sample = new SampleDrop("workforce");
        for (int i = 0; i < 40_000; i++)
            sample.Row(("ocu", $"Unit {i}"));

        ReadDrop drop = await ReadDrop.Of(sample);

        Assert.Equal(2, drop.QuarterOfBatch.Count);
        Assert.Equal(40_000, drop.Rows.Count);
        Assert.Equal("Unit 39999", drop.Rows[39_999]["ocu"]);
    }

    [Fact]
    public async Task Cancelling_stops_the_reading()
    {
        using var stream = new MemoryStream(new SampleDrop("pas").Rows(3).ToBytes());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DropReader(new SampleDrop("pas").Feed, "a.csv")
            .ReadAsync(stream, (_, _) => ValueTask.CompletedTask, new CancellationToken(canceled: true)));
    }
}
