using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using IncDiv.Packs.Document;
using IncDiv.Packs.Excel;

namespace IncDiv.Packs.Tests;

public sealed class PackWorkbookTests
{
    private static readonly DateOnly Day = new(2026, 10, 30);

    [Fact]
    public void The_workbook_is_valid_Open_XML()
    {
        using SpreadsheetDocument workbook = Open(SampleDocument.Create());
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(workbook).Select(f => $"{f.Part?.Uri} {f.Path?.XPath}: {f.Description}"));
    }

    [Fact]
    public void Two_renders_give_the_same_bytes_and_every_part_has_the_publication_date()
    {
        byte[] first = PackWorkbook.Render(SampleDocument.Create(), "SIDU", Day);
        Assert.Equal(first, PackWorkbook.Render(SampleDocument.Create(), "SIDU", Day));
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
        Assert.All(zip.Entries, e => Assert.Equal(Day.ToDateTime(TimeOnly.MinValue), e.LastWriteTime.DateTime));
    }

    [Fact]
    public void Sheets_are_cover_contents_notes_and_then_one_for_each_table() =>
        Assert.Equal(["Cover", "Contents", "Notes", "Headlines", "Chart", "Trust by group"], WorkbookReader.Read(Bytes()).Select(s => s.Name));

    [Fact]
    public void Every_sheet_but_the_cover_has_one_marked_up_table_from_column_A_with_nothing_below_and_no_empty_cell()
    {
        foreach (WorkbookReader.Sheet sheet in WorkbookReader.Read(Bytes()).Skip(1))
        {
            WorkbookReader.Marked table = Assert.Single(sheet.Tables);
            Assert.Equal((0, sheet.Rows.Count - 1), (table.FirstColumn, table.LastRow));
            string[] header = [.. sheet.Rows[table.FirstRow].Select(c => c.Text)];
            Assert.Equal(header, table.Columns);
            Assert.Equal(header.Length, header.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            for (int row = table.FirstRow; row <= table.LastRow; row++)
                Assert.True(sheet.Rows[row].Count == header.Length && sheet.Rows[row].All(c => c.Text.Length > 0), $"{sheet.Name} row {row + 1}");
        }
    }

    [Fact]
    public void Numbers_are_stored_as_numbers_with_the_format_of_the_page_and_symbols_next_to_them()
    {
        WorkbookReader.Sheet sheet = WorkbookReader.Read(Bytes()).Single(s => s.Name == "Trust by group");
        int header = sheet.Tables[0].FirstRow;
        Assert.Equal(
            ["Measure", "Group", "Figure", "Figure, symbols", "95% interval, lower", "95% interval, upper", "Change", "Word"],
            sheet.Rows[header].Select(c => c.Text));
        Assert.Equal([null, null, 74.6m, null, 73.7m, 75.5m, -0.4m, null], sheet.Rows[header + 1].Select(c => c.Number));
        Assert.Equal(["61.0", "[u]"], sheet.Rows[header + 2].Skip(2).Take(2).Select(c => c.Text));
        Assert.Equal("#,##0.0\"%\";\"\u2212\"#,##0.0\"%\";#,##0.0\"%\"", sheet.Rows[header + 1][2].Format);
        Assert.Equal(
            "\"+\"#,##0.0\" percentage points\";\"\u2212\"#,##0.0\" percentage points\";#,##0.0\" percentage points\"",
            sheet.Rows[header + 1][6].Format);
        Assert.Equal(["[c]", "none", "[c]", "[c]", "[c]", "none"], sheet.Rows[header + 3].Skip(2).Select(c => c.Text));
    }

    [Fact]
    public void A_label_with_markup_is_unchanged_and_not_a_formula()
    {
        WorkbookReader.Sheet sheet = WorkbookReader.Read(Bytes()).Single(s => s.Name == "Trust by group");
        Assert.Contains(sheet.Rows, r => r.Any(c => c.Text == SampleDocument.Markup));
        using SpreadsheetDocument workbook = Open(SampleDocument.Create());
        Assert.All(workbook.WorkbookPart!.WorksheetParts, p => Assert.Empty(p.Worksheet.Descendants<CellFormula>()));
    }

    [Fact]
    public void There_are_no_merged_cells_hidden_rows_filters_panes_fills_or_pictures()
    {
        using SpreadsheetDocument workbook = Open(SampleDocument.Create());
        foreach (WorksheetPart part in workbook.WorkbookPart!.WorksheetParts)
        {
            Assert.Empty(part.Worksheet.Descendants<MergeCell>());
            Assert.Empty(part.Worksheet.Descendants<Pane>());
            Assert.DoesNotContain(part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>(), r => r.Hidden?.Value == true);
            Assert.Null(part.DrawingsPart);
            Assert.All(part.TableDefinitionParts, t => Assert.Null(t.Table.AutoFilter));
        }
        Assert.All(workbook.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>(), f => Assert.Equal(0u, f.FillId!.Value));
    }

    [Fact]
    public void The_document_properties_name_title_author_language_and_day()
    {
        using SpreadsheetDocument workbook = Open(SampleDocument.Create());
        var properties = workbook.PackageProperties;
        Assert.Equal(
            ("Inclusion and diversity performance, 2026-27 Q2, data to 30 September 2026", "SIDU", "en-GB", Day.ToDateTime(TimeOnly.MinValue)),
            (properties.Title, properties.Creator, properties.Language, properties.Created!.Value.ToUniversalTime()));
    }

    [Theory]
    [InlineData("a\u0001b", "a\uFFFDb")]
    [InlineData("a_x0041_b", "a_x005F_x0041_b")]
    [InlineData("ordinary − ▲ text", "ordinary − ▲ text")]
    public void Text_that_a_workbook_cannot_hold_is_encoded(string text, string encoded) => Assert.Equal(encoded, SharedStrings.Encode(text));

    [Fact]
    public void Half_a_surrogate_pair_is_encoded() => Assert.Equal("a\uFFFDb", SharedStrings.Encode("a" + (char)0xD800 + "b"));

    private static byte[] Bytes() => PackWorkbook.Render(SampleDocument.Create(), "SIDU", Day);

    private static SpreadsheetDocument Open(PackDocument document) =>
        SpreadsheetDocument.Open(new MemoryStream(PackWorkbook.Render(document, "SIDU", Day)), isEditable: false);
}
