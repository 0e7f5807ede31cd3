namespace IncDiv.Packs.Excel;

/// <summary>A table for a sheet: one header row with unique names, and no empty cell (publication.md D4).</summary>
/// <param name="Name">Unique in the workbook. Letters, digits and underscores only, as spreadsheets require.</param>
/// <param name="Widths">Of each column, in characters.</param>
internal sealed record SheetTable(string Name, IReadOnlyList<string> Headers, IReadOnlyList<int> Widths, IReadOnlyList<IReadOnlyList<SheetCell>> Rows)
{
    private const string None = "none";
    private const int TextWidth = 34;
    private const int ProseWidth = 80;
    private const int FigureWidth = 16;

    /// <summary>A table of text; the last column holds the longest text.</summary>
    public static SheetTable CreateText(string name, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<SheetCell>> rows) =>
        new(name, headers, [.. headers.Select((_, i) => i == headers.Count - 1 ? ProseWidth : TextWidth)], [.. rows]);

    /// <summary>Numbers are stored as numbers. An interval has two columns. Symbols have a separate column, so that the numbers stay numbers.</summary>
    public static SheetTable Create(Table table)
    {
        List<string> headers = [];
        List<bool> narrow = [];
        List<Func<Row, SheetCell>> cells = [];
        void Add(string header, bool isNumeric, Func<Row, SheetCell> cell)
        {
            headers.Add(header);
            narrow.Add(isNumeric);
            cells.Add(cell);
        }

        if (table.GroupTitle.Length > 0)
            Add(table.GroupTitle, false, r => Filled(r.Group));
        for (int i = 0; i < table.Columns.Count; i++)
        {
            int column = i;
            string title = table.Columns[i].Title;
            if (table.Columns[i].Kind == ColumnKind.Interval)
            {
                Add(title + ", lower", true, r => Bound(r.Cells[column], c => c.Lower));
                Add(title + ", upper", true, r => Bound(r.Cells[column], c => c.Upper));
                continue;
            }
            Add(title, table.Columns[i].Kind == ColumnKind.Figure, r => Plain(r.Cells[column]));
            if (table.Rows.Any(r => r.Cells[column] is FigureCell { Value: not null, Symbol.Length: > 0 }))
                Add(title + ", symbols", true, r => r.Cells[column] is FigureCell { Value: not null } figure ? Filled(figure.Symbol) : None);
        }
        IReadOnlyList<SheetCell>[] rows = [.. table.Rows.Select(r => (IReadOnlyList<SheetCell>)[.. cells.Select(c => c(r))])];
        // Spreadsheets show a number that is wider than its column as ###.
        int Width(int column) => narrow[column]
            ? Math.Clamp(rows.Select(r => r[column].Text.Length + 3).DefaultIfEmpty(0).Max(), FigureWidth, TextWidth)
            : TextWidth;
        return new SheetTable(NameOf(table.Id), headers, [.. headers.Select((_, i) => Width(i))], rows);
    }

    // The underscore prevents an id such as "wf1" from being read as a cell address.
    private static string NameOf(string id) => "table_" + id.Replace('-', '_');

    private static SheetCell Plain(Cell cell) => cell is FigureCell { Value: decimal value } figure
        ? new SheetCell(figure.Shown, value, Format(figure.Decimals, figure.Unit, figure.IsSigned))
        : Filled(cell.Shown);

    private static SheetCell Bound(Cell cell, Func<IntervalCell, decimal?> bound) => cell is IntervalCell interval && bound(interval) is decimal value
        ? new SheetCell("", value, Format(interval.Decimals, interval.Unit, interval.IsSigned))
        : Filled(cell.Shown);

    private static SheetCell Filled(string text) => text.Length == 0 ? None : text;

    /// <summary>The number format that matches the page: with unit and minus sign.</summary>
    private static string Format(int decimals, Unit unit, bool isSigned)
    {
        string digits = decimals == 0 ? "#,##0" : "#,##0." + new string('0', decimals);
        string shown = unit switch
        {
            Unit.Ratio or Unit.Count => digits,
            Unit.Percent => digits + "\"%\"",
            Unit.Pounds => "\"£\"" + digits,
            _ => string.Create(CultureInfo.InvariantCulture, $"{digits}\" {unit.ToText()}\""),
        };
        return $"{(isSigned ? "\"+\"" : "")}{shown};\"\u2212\"{shown};{shown}";
    }
}

/// <summary>A worksheet: lines of text and then, on all but the cover, one table with nothing below it (publication.md D4).</summary>
/// <param name="Name">Unique, at most 31 characters.</param>
/// <param name="Title">First line, a heading.</param>
/// <param name="Lines">Lines between title and table.</param>
/// <param name="Links">For each row of the table, the sheet that its first cell links to; empty for none.</param>
internal sealed record Sheet(string Name, string Title, IReadOnlyList<string> Lines, SheetTable? Table, IReadOnlyList<string> Links)
{
    public static Sheet Create(string name, string title, IReadOnlyList<string> lines, SheetTable table) => new(name, title, lines, table, []);
}

/// <summary>A cell of a sheet: text, or a number with its format.</summary>
/// <param name="Number">Null for text.</param>
/// <param name="Format">Number format; empty for text.</param>
internal readonly record struct SheetCell(string Text, decimal? Number = null, string Format = "")
{
    public static implicit operator SheetCell(string text) => new(text);
}
