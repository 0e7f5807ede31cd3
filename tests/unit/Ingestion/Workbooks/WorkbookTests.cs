using System.IO.Compression;

namespace IncDiv.Ingestion.Tests.Workbooks;

public sealed class WorkbookTests
{
    [Theory]
    [InlineData("pas", false)]
    [InlineData("pas", true)]
    [InlineData("staff-survey", true)]
    [InlineData("victim-satisfaction", false)]
    [InlineData("workforce", true)]
    public async Task A_workbook_of_texts_gives_the_rows_of_the_same_CSV(string feed, bool shared)
    {
        SampleDrop sample = new SampleDrop(feed).Rows(5);

        ReadDrop drop = await Read(SampleWorkbook.Of(sample.Cells, shared), feed);

        Assert.Empty(drop.Reading.Issues);
        Assert.Equal((await ReadDrop.Of(sample)).Rows, drop.Rows);
    }

    [Theory]
    [InlineData("14", "42780", false)]
    [InlineData("22", "42780.75", false)]
    [InlineData("dd/mm/yyyy;@", "42780", false)]
    [InlineData("[$-809]d mmmm yyyy", "42780", false)]
    [InlineData("yyyy\\-mm\\-dd", "4.278E4", false)]
    [InlineData("14", "41318", true)]
    public async Task A_number_in_a_date_format_is_a_date(string format, string serial, bool is1904)
    {
        var workbook = new SampleWorkbook { Is1904 = is1904 };
        ReadDrop drop = await Read(Pas(workbook, ("interview_date", SampleWorkbook.Number(serial, workbook.Style(format)))));

        Assert.Empty(drop.Reading.Issues);
        Assert.Equal("2017-02-14", drop.Rows[0]["interview_date"]);
    }

    [Theory]
    [InlineData("General", "42780")]
    [InlineData("0.00", "42780")]
    [InlineData("h:mm", "42780")]
    [InlineData("14", "-1")]
    [InlineData("14", "60")]
    [InlineData("14", "1E+300")]
    public async Task A_number_in_any_other_format_is_not_a_date(string format, string number)
    {
        var workbook = new SampleWorkbook();
        ReadDrop drop = await Read(Pas(workbook, ("interview_date", SampleWorkbook.Number(number, workbook.Style(format)))));

        Assert.Equal((2L, "interview_date"), (drop.Only("R202").Line!.Value, drop.Only("R202").Column));
    }

    [Theory]
    [InlineData("interview_date", "t=\"d\"><v>2017-02-14T00:00:00</v>", "2017-02-14")]
    [InlineData("interview_date", "t=\"str\"><f>TODAY()</f><v>14/02/2017</v>", "2017-02-14")]
    [InlineData("weight", "><v>0.67000000000000004</v>", "0.67")]
    [InlineData("weight", "t=\"n\"><v>6.7E-1</v>", "0.67")]
    [InlineData("weight", "><f>1/2</f><v>0.5</v>", "0.5")]
    [InlineData("q60", "><v>2.0</v>", "2")]
    [InlineData("q60", "t=\"inlineStr\"><is><r><rPr><b/></rPr><t>9</t></r><r><t>7</t></r><rPh sb=\"0\" eb=\"1\"><t>kyu</t></rPh></is>", "97")]
    [InlineData("respondent_id", "><v>1234567890</v>", "1234567890")]
    [InlineData("respondent_id", "><v>1.23456789E9</v>", "1234567890")]
    [InlineData("respondent_id", "t=\"inlineStr\"><is><t>A_x005F_x0041_&amp;</t></is>", "A_X0041_&")]
    [InlineData("respondent_id", "t=\"inlineStr\"><is><t>a,\"b\"</t></is>", "A,\"B\"")]
    [InlineData("comments", "t=\"inlineStr\"><is><t>one\ntwo, _x000D_three</t></is>", "given")]
    [InlineData("comments", "t=\"inlineStr\"><is><t xml:space=\"preserve\"> \n </t></is>", null)]
    [InlineData("comments", "t=\"str\"><f>A1</f><v></v>", null)]
    [InlineData("comments", "t=\"b\"><v>1</v>", "given")]
    public async Task Cells_of_every_type_are_read(string column, string cell, string? value)
    {
        ReadDrop drop = await Read(Pas(new SampleWorkbook(), (column, cell)));

        Assert.Empty(drop.Reading.Issues);
        Assert.Equal(value, drop.Rows[0][column]);
    }

    [Theory]
    [InlineData("q60", "t=\"b\"><v>1</v>", "R204")]
    [InlineData("q60", "t=\"e\"><v>#DIV/0!</v>", "R204")]
    [InlineData("respondent_id", "t=\"e\"><v>#N/A</v>", "R201")]
    [InlineData("weight", "><v>half</v>", "R202")]
    public async Task Cells_that_do_not_fit_reject_their_row(string column, string cell, string code) =>
        Assert.Equal((2L, column), ((await Read(Pas(new SampleWorkbook(), (column, cell)))).Only(code) is { } issue ? issue.Line!.Value : 0, column));

    [Fact]
    public async Task A_format_of_zeros_pads_identifiers_as_the_sheet_shows_them()
    {
        var workbook = new SampleWorkbook();
        ReadDrop drop = await Read(Pas(workbook, ("respondent_id", SampleWorkbook.Number("4711", workbook.Style("00000000")))));

        Assert.Equal("00004711", drop.Rows[0]["respondent_id"]);
    }

    [Fact]
    public async Task Messages_name_the_rows_of_the_sheet_whatever_is_missing_or_wraps()
    {
        string[][] cells = [.. new SampleDrop("pas").Row(("comments", "one\ntwo")).Rows(1).Row(("q60", "8")).Rows(30).Cells];
        SampleWorkbook all = SampleWorkbook.Of(cells[..2]).Skip(3).Raw("<row r=\"5\" spans=\"1:3\"><c r=\"B5\" s=\"0\"/></row>");
        foreach (string[] row in cells[2..])
            all.Row([.. row.Select(c => c.Length == 0 ? "" : SampleWorkbook.Inline(c))]);

        ReadDrop drop = await Read(all.Skip(1).Raw("<row r=\"900\"/>"));

        Assert.Equal((7L, "q60"), (drop.Only("R204").Line!.Value, drop.Only("R204").Column));
        Assert.Equal((33, 32), (drop.Reading.RowsRead, drop.Reading.RowsAccepted));
    }

    [Fact]
    public async Task Cells_and_rows_without_their_reference_follow_one_another()
    {
        string[][] cells = [.. new SampleDrop("pas").Rows(2).Cells];
        string rows = string.Concat(
            cells.Select(r => $"<row>{string.Concat(r.Select(c => c.Length == 0 ? "<c/>" : $"<c {SampleWorkbook.Inline(c)}</c>"))}</row>"));

        Assert.Equal(2, (await Read(new SampleWorkbook().Raw(rows))).Reading.RowsAccepted);
    }

    [Fact]
    public async Task A_value_beyond_the_header_rejects_its_row_and_blanks_there_do_not()
    {
        string[][] cells = [.. new SampleDrop("pas").Rows(30).Cells];
        cells[0] = [.. cells[0], ""];
        cells[1] = [.. cells[1], "", " "];
        cells[2] = [.. cells[2], "", "stray"];

        ReadDrop drop = await Read(SampleWorkbook.Of(cells));

        Assert.Equal(3, Assert.Single(drop.Reading.Issues).Line);
        Assert.Equal(29, drop.Reading.RowsAccepted);
    }

    [Fact]
    public async Task Prefixed_names_of_the_strict_form_and_stored_parts_are_read()
    {
        IReadOnlyList<(string Name, string Text)> entries = [.. SampleWorkbook.Of(new SampleDrop("pas").Rows(2).Cells).Entries().Select(e => (e.Name, e.Text
            .Replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)
            .Replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
                StringComparison.Ordinal)))];

        Assert.Equal(2, (await ReadDrop.Of("pas", SampleWorkbook.Zip(entries, CompressionLevel.NoCompression), file: "a.XLSX")).Reading.RowsAccepted);
    }

    [Fact]
    public async Task An_empty_first_sheet_is_an_empty_file() => Assert.Equal("E101", Assert.Single((await Read(new SampleWorkbook())).Reading.Issues).Code);

    [Fact]
    public async Task E108_texts_beyond_what_memory_should_hold_have_a_remedy()
    {
        byte[] bytes = SampleWorkbook.Of(new SampleDrop("pas").Rows(200).Cells, shared: true).ToBytes();

        Issue issue = (await ReadDrop.Of("pas", bytes, new IngestionLimits { SharedTextBytes = 1024 }, "a.xlsx")).Only("E108");

        Assert.Contains("Save the sheet as CSV UTF-8", issue.Message, StringComparison.Ordinal);
    }

    private static Task<ReadDrop> Read(SampleWorkbook workbook, string feed = "pas") => ReadDrop.Of(feed, workbook.ToBytes(), file: "a/drop.xlsx");

    // A survey with one row in which some cells are written differently.
    private static SampleWorkbook Pas(SampleWorkbook workbook, params (string Column, string Cell)[] changed)
    {
        IReadOnlyList<string[]> cells = new SampleDrop("pas").Rows(1).Cells;
        workbook.Row([.. cells[0].Select(SampleWorkbook.Inline)]);
        return workbook.Row([.. cells[1].Select((c, i) =>
            Array.Find(changed, x => x.Column == cells[0][i]).Cell ?? (c.Length == 0 ? "" : SampleWorkbook.Inline(c)))]);
    }
}
