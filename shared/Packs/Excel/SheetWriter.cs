using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using Column = DocumentFormat.OpenXml.Spreadsheet.Column;
using Row = DocumentFormat.OpenXml.Spreadsheet.Row;
using Table = DocumentFormat.OpenXml.Spreadsheet.Table;

namespace IncDiv.Packs.Excel;

/// <summary>Writes one sheet: its lines, its marked-up table and its links.</summary>
internal sealed class SheetWriter(WorksheetPart part, WorkbookStyles styles, SharedStrings strings)
{
    private const int CoverWidth = 90;
    private const double LineHeight = 16;
    private const double HighestRow = 409;
    private const double FontSize = 12;
    // A width of 1 is a digit of the default font.
    private const double CharacterWidth = 6.5;

    /// <param name="number">The number of the sheet, from 1. Its table has the same number.</param>
    public void Write(Sheet sheet, uint number)
    {
        var data = new SheetData();
        uint row = 0;
        Append(data, ++row, [Text(sheet.Title, WorkbookStyles.Title)]);
        // Text above a table is not wrapped: it extends over the empty cells to its right. Wrapped into the first column it would be tall and narrow.
        foreach (string line in sheet.Lines)
            Append(
                data, ++row, [Text(line, sheet.Table is null ? WorkbookStyles.Words : WorkbookStyles.Prose)],
                sheet.Table is null ? Lines([line], [CoverWidth]) : 1);
        var worksheet = new Worksheet(new SheetViews(new SheetView { WorkbookViewId = 0, TabSelected = number == 1 }));
        if (sheet.Table is not { } table)
        {
            worksheet.Append(new Columns(Column(1, CoverWidth)), data);
            part.Worksheet = worksheet;
            return;
        }
        uint header = ++row;
        Append(data, header, table.Headers.Select(h => Text(h, WorkbookStyles.Header)), Lines(table.Headers, table.Widths));
        foreach (IReadOnlyList<SheetCell> cells in table.Rows)
            Append(data, ++row, cells.Select(ToCell), Lines(cells.Select(c => c.Text), table.Widths));
        worksheet.Append(new Columns(table.Widths.Select((width, i) => Column((uint)i + 1, width))), data);
        if (sheet.Links is { } links)
            worksheet.Append(new Hyperlinks(links.Select((target, i) => new Hyperlink
            {
                Reference = Address(0, header + 1 + (uint)i),
                Location = $"'{target.Replace("'", "''", StringComparison.Ordinal)}'!A1",
                Display = target,
            })));
        worksheet.Append(new TableParts(new TablePart { Id = "table1" }) { Count = 1 });
        part.Worksheet = worksheet;
        part.AddNewPart<TableDefinitionPart>("table1").Table = Definition(table, number, $"A{header}:{Address(table.Headers.Count - 1, row)}");
    }

    private static Column Column(uint number, int width) => new() { Min = number, Max = number, Width = width, CustomWidth = true };

    private static Table Definition(SheetTable table, uint number, string range) => new(
        new TableColumns(table.Headers.Select((h, i) => new TableColumn { Id = (uint)i + 1, Name = h })) { Count = (uint)table.Headers.Count },
        new TableStyleInfo { ShowFirstColumn = false, ShowLastColumn = false, ShowRowStripes = false, ShowColumnStripes = false })
    {
        Id = number,
        Name = table.Name,
        DisplayName = table.Name,
        Reference = range,
        TotalsRowShown = false,
    };

    private static void Append(SheetData data, uint row, IEnumerable<Cell> cells, int lines = 1)
    {
        var line = new Row { RowIndex = row };
        if (lines > 1)
            (line.Height, line.CustomHeight) = (Math.Min(lines * LineHeight, HighestRow), true);
        int column = 0;
        foreach (Cell cell in cells)
        {
            cell.CellReference = Address(column++, row);
            line.Append(cell);
        }
        data.Append(line);
    }

    // The height in lines of the fullest cell. Not every program works this out when it opens a file.
    private static int Lines(IEnumerable<string> texts, IReadOnlyList<int> widths) =>
        texts.Zip(widths, (text, width) => PdfText.Lines(text, TrueTypeFont.Regular, FontSize, width * CharacterWidth).Count).Max();

    private Cell ToCell(SheetCell cell) => cell.Number is decimal number
        ? new Cell(new CellValue(number.ToString(CultureInfo.InvariantCulture))) { StyleIndex = styles.Number(cell.Format) }
        : Text(cell.Text, WorkbookStyles.Words);

    private Cell Text(string text, uint style) => new(new CellValue(strings.Add(text))) { DataType = CellValues.SharedString, StyleIndex = style };

    private static string Address(int column, uint row)
    {
        string letters = "";
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + (rest - 1) % 26) + letters;
        return string.Create(CultureInfo.InvariantCulture, $"{letters}{row}");
    }
}

/// <summary>Every text of a workbook once, in the order in which it first appears.</summary>
internal sealed class SharedStrings
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <returns>The index of the text, which a cell holds in its place.</returns>
    public string Add(string text)
    {
        if (!_places.TryGetValue(text, out int place))
            _places.Add(text, place = _places.Count);
        return place.ToString(CultureInfo.InvariantCulture);
    }

    public SharedStringTable ToTable() =>
        new(_places.OrderBy(p => p.Value).Select(p => new SharedStringItem(new Text(Encode(p.Key)) { Space = SpaceProcessingModeValues.Preserve })))
        { UniqueCount = (uint)_places.Count };

    /// <summary>Characters that XML does not allow become U+FFFD. <c>_x</c> starts an escape sequence in a workbook, so it is escaped itself.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            encoded.Append(rune.Value is '\t' or '\n' or >= 0x20 and not (>= 0x7F and < 0xA0) and not 0xFFFE and not 0xFFFF ? rune : Rune.ReplacementChar);
        return encoded.Replace("_x", "_x005F_x").ToString();
    }
}
