using System.Buffers.Binary;
using System.IO.Compression;

namespace IncDiv.Ingestion.Tests.Workbooks;

/// <summary>Workbooks made to break, overload or deceive the reader, each with the expected code and remedy.</summary>
public sealed class BadWorkbookTests
{
    [Theory]
    [InlineData(SampleWorkbook.Sheet)]
    [InlineData(SampleWorkbook.SharedStrings)]
    [InlineData("xl/media/image1.png")]
    public async Task E113_a_zip_bomb_in_any_part(string part)
    {
        var workbook = SampleWorkbook.Of(new SampleDrop("pas").Rows(1).Cells);
        workbook.Parts[part] = $"<worksheet>{new string(' ', 20_000_000)}</worksheet>";

        Assert.Contains("more than 200 times its size", await FaultOf(workbook), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E113_a_zip_bomb_that_lies_about_its_size()
    {
        var workbook = SampleWorkbook.Of(new SampleDrop("pas").Rows(1).Cells);
        workbook.Parts[SampleWorkbook.Sheet] = $"<worksheet>{new string(' ', 5_000_000)}</worksheet>";
        byte[] bytes = workbook.ToBytes();
        for (int at = 0; (at = Find(bytes, "PK\u0001\u0002"u8, at)) >= 0; at++)
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 24)) > 1_000_000)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 24), 4000);

        Assert.Equal("E113", Assert.Single((await ReadDrop.Of("pas", bytes, file: "a.xlsx")).Reading.Issues).Code);
    }

    [Theory]
    [InlineData(
        "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData></worksheet>")]
    [InlineData("<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet>&b;</worksheet>")]
    [InlineData("<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/x.dtd\"><worksheet/>")]
    [InlineData("<worksheet><sheetData><row><c><v><![CDATA[1]]></v></c></row></sheetData></worksheet>")]
    public async Task E113_a_document_type_or_entity(string sheet)
    {
        foreach (string part in (string[])[SampleWorkbook.Sheet, SampleWorkbook.SharedStrings, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
        {
            var workbook = SampleWorkbook.Of(new SampleDrop("pas").Rows(1).Cells);
            workbook.Parts[part] = sheet;
            Assert.Contains("document type or entity declaration", await FaultOf(workbook), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<worksheet><sheetData><row><c><v>&x;</v></c></row></sheetData></worksheet>")]
    [InlineData("<worksheet><sheetData><row></sheetData></worksheet>")]
    [InlineData("<worksheet><sheetData>")]
    [InlineData("")]
    [InlineData("\u0001")]
    public async Task E113_XML_that_is_not_well_formed(string sheet)
    {
        var workbook = SampleWorkbook.Of([]);
        workbook.Parts[SampleWorkbook.Sheet] = sheet;

        Assert.Contains("is damaged", await FaultOf(workbook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("><f>SUM(A1:A2)</f>")]
    [InlineData("><f>SUM(A1:A2)</f><v></v>")]
    [InlineData("><f>SUM(A1:A2)</f><v/>")]
    [InlineData("t=\"n\"><f>SUM(A1:A2)</f><v> </v>")]
    [InlineData("t=\"b\"><f>A1=A2</f><v></v>")]
    [InlineData("t=\"e\"><f>A1/0</f><v></v>")]
    [InlineData("t=\"s\"><f>A1</f><v></v>")]
    [InlineData("t=\"d\"><f>TODAY()</f><v></v>")]
    [InlineData("t=\"str\"><f>A1</f>")]
    public async Task E113_a_formula_without_its_value_is_named_by_its_cell(string cell)
    {
        string[][] cells = [.. new SampleDrop("pas").Rows(3).Cells];
        var workbook = SampleWorkbook.Of(cells[..3]).Row([.. cells[3].Select((c, i) => i == 27 ? cell : c.Length == 0 ? "" : SampleWorkbook.Inline(c))]);

        ReadDrop drop = await ReadDrop.Of("pas", workbook.ToBytes(), file: "a.xlsx");

        Assert.Equal(4, drop.Only("E113").Line);
        Assert.Contains("Cell AB4 holds a formula without its value. Open the workbook in Excel", drop.Only("E113").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("xl/../../evil.xml")]
    [InlineData("..\\evil.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\evil.xml")]
    [InlineData("xl/worksheets/..")]
    public async Task E113_a_part_with_a_path_outside_the_package(string name)
    {
        var workbook = SampleWorkbook.Of(new SampleDrop("pas").Rows(1).Cells);
        workbook.Parts[name] = "x";

        Assert.Contains("name leads outside", await FaultOf(workbook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Target=\"/xl/worksheets/sheet1.xml\"", "Target=\"../../xl/worksheets/sheet1.xml\"", "leads outside")]
    [InlineData("Target=\"/xl/worksheets/sheet1.xml\"", "Target=\"http://127.0.0.1:9/s.xml\" TargetMode=\"External\"", "not a table of cells")]
    [InlineData("Target=\"/xl/worksheets/sheet1.xml\"", "Target=\"worksheets/gone.xml\"", "is damaged")]
    public async Task E113_a_first_sheet_in_another_location(string written, string instead, string message)
    {
        var workbook = SampleWorkbook.Of(new SampleDrop("pas").Rows(1).Cells);
        workbook.Parts["xl/_rels/workbook.xml.rels"] = workbook.Entries().Single(e => e.Name == "xl/_rels/workbook.xml.rels").Text.Replace(
            written, instead, StringComparison.Ordinal);

        Assert.Contains(message, await FaultOf(workbook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../customXml/item1.xml")]
    [InlineData("../../elsewhere.xml")]
    public async Task A_relationship_that_is_not_followed_may_lead_anywhere(string target)
    {
        var workbook = SampleWorkbook.Of(new SampleDrop("pas").Rows(1).Cells);
        workbook.Parts["xl/_rels/workbook.xml.rels"] = workbook.Entries().Single(e => e.Name == "xl/_rels/workbook.xml.rels").Text.Replace(
            "</Relationships>",
            "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml\" "
                + $"Target=\"{target}\"/></Relationships>",
            StringComparison.Ordinal);

        ReadDrop drop = await ReadDrop.Of("pas", workbook.ToBytes(), file: "a.xlsx");

        Assert.False(drop.Reading.Quarantined);
    }

    [Theory]
    [InlineData("Target=\"../xl/worksheets/sheet1.xml\"")]
    [InlineData("Target=\"./worksheets/sheet1.xml\"")]
    public async Task A_sheet_may_be_named_by_a_way_round(string target)
    {
        var workbook = SampleWorkbook.Of(new SampleDrop("pas").Rows(1).Cells);
        workbook.Parts["xl/_rels/workbook.xml.rels"] = workbook.Entries().Single(e => e.Name == "xl/_rels/workbook.xml.rels").Text.Replace(
            "Target=\"/xl/worksheets/sheet1.xml\"", target, StringComparison.Ordinal);

        ReadDrop drop = await ReadDrop.Of("pas", workbook.ToBytes(), file: "a.xlsx");

        Assert.False(drop.Reading.Quarantined);
    }

    [Fact]
    public async Task E113_two_parts_of_one_name_or_far_too_many()
    {
        IReadOnlyList<(string Name, string Text)> entries = SampleWorkbook.Of(new SampleDrop("pas").Rows(1).Cells).Entries();

        Assert.Contains("two parts of the same name", await FaultOf([.. entries, ("XL/Worksheets/sheet1.xml", "x")]), StringComparison.Ordinal);
        Assert.Contains("far more parts", await FaultOf([.. entries, .. Enumerable.Range(0, 10_001).Select(i => ($"xl/{i}", ""))]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, "Excel 97-2003 workbook or is protected by a password")]
    [InlineData(new byte[] { (byte)'a', (byte)',', (byte)'b', (byte)'\n' }, "is not an Excel workbook")]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0 }, "is damaged")]
    [InlineData(new byte[] { (byte)'P' }, "is not an Excel workbook")]
    public async Task E113_a_file_named_xlsx_that_is_not_a_workbook(byte[] bytes, string message) =>
        Assert.Contains(message, (await ReadDrop.Of("pas", bytes, file: "a.xlsx")).Only("E113").Message, StringComparison.Ordinal);

    [Fact]
    public async Task E113_encrypted_parts()
    {
        byte[] bytes = SampleWorkbook.Of(new SampleDrop("pas").Rows(1).Cells).ToBytes();
        for (int at = 0; (at = Find(bytes, "PK\u0001\u0002"u8, at)) >= 0; at++)
            bytes[at + 8] |= 1;

        Assert.Contains("without a password", (await ReadDrop.Of("pas", bytes, file: "a.xlsx")).Only("E113").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E113_more_columns_than_a_sheet_has()
    {
        var workbook = SampleWorkbook.Of(new SampleDrop("pas").With([.. Enumerable.Range(0, 17_000).Select(i => $"x{i}")]).Rows(1).Cells);
        workbook.Parts["xl/ballast"] = Convert.ToBase64String(BadInputTests.RandomBytes(100_000));

        Assert.Contains("not in order", await FaultOf(workbook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r=\"3\"", "r=\"2\"", "not in order")]
    [InlineData("r=\"3\"", "r=\"1048577\"", "not in order")]
    [InlineData("r=\"3\"", "r=\"-1\"", "is damaged")]
    [InlineData("r=\"B3\"", "r=\"A3\"", "not in order")]
    [InlineData("r=\"B3\"", "r=\"3\"", "is damaged")]
    [InlineData("r=\"B3\"", "r=\"AAAA3\"", "is damaged")]
    [InlineData("t=\"s\"><v>0<", "t=\"s\"><v>-1<", "is damaged")]
    [InlineData("t=\"s\"><v>0<", "t=\"s\"><v>99999<", "is damaged")]
    [InlineData("t=\"s\"><v>0<", "t=\"q\"><v>0<", "is damaged")]
    public async Task E113_cells_and_rows_that_no_spreadsheet_program_writes(string written, string instead, string message)
    {
        var workbook = SampleWorkbook.Of(new SampleDrop("pas").Rows(3).Cells, shared: true);
        workbook.Parts[SampleWorkbook.Sheet] = workbook.Entries().Single(e => e.Name == SampleWorkbook.Sheet).Text.Replace(
            written, instead, StringComparison.Ordinal);

        Assert.Contains(message, await FaultOf(workbook), StringComparison.Ordinal);
    }

    private static async Task<string> FaultOf(SampleWorkbook workbook) => await FaultOf(workbook.Entries());

    private static async Task<string> FaultOf(IEnumerable<(string Name, string Text)> entries)
    {
        Issue issue = Assert.Single((await ReadDrop.Of("pas", SampleWorkbook.Zip(entries, CompressionLevel.Optimal), file: "a.xlsx")).Reading.Issues);
        Assert.Equal("E113", issue.Code);
        return issue.Message;
    }

    private static int Find(byte[] bytes, ReadOnlySpan<byte> text, int from)
    {
        int at = bytes.AsSpan(from).IndexOf(text);
        return at < 0 ? -1 : from + at;
    }
}
