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
    public static SheetTable CreateText<T>(string id, IReadOnlyList<string> headers, IEnumerable<T> rows, Func<T, IReadOnlyList<SheetCell>> cells) =>
        new(NameOf(id), headers, [.. headers.Select((_, i) => i == headers.Count - 1 ? ProseWidth : TextWidth)], [.. rows.Select(cells)]);

    /// <summary>Numbers are stored as numbers. An interval has two columns. Symbols have a separate column, so that the numbers stay numbers.</summary>
    public static SheetTable Create(Table table)
    {
        List<(string Header, bool IsNarrow, Func<Row, SheetCell> Cell)> columns = [.. table.Columns.SelectMany((_, i) => ColumnsOf(table, i))];
        if (table.GroupTitle.Length > 0)
            columns.Insert(0, (table.GroupTitle, false, r => Filled(r.Group)));
        IReadOnlyList<SheetCell>[] rows = [.. table.Rows.Select(r => (IReadOnlyList<SheetCell>)[.. columns.Select(c => c.Cell(r))])];
        // Spreadsheets show a number that is wider than its column as ###.
        int Width(int column) => columns[column].IsNarrow
            ? Math.Clamp(rows.Select(r => r[column].Text.Length + 3).DefaultIfEmpty(0).Max(), FigureWidth, TextWidth)
            : TextWidth;
        return new SheetTable(NameOf(table.Id), [.. columns.Select(c => c.Header)], [.. columns.Select((_, i) => Width(i))], rows);
    }

    private static IEnumerable<(string Header, bool IsNarrow, Func<Row, SheetCell> Cell)> ColumnsOf(Table table, int column)
    {
        (string title, ColumnKind kind) = table.Columns[column];
        if (kind == ColumnKind.Interval)
        {
            yield return (title + ", lower", true, r => Bound(r.Cells[column], c => c.Lower));
            yield return (title + ", upper", true, r => Bound(r.Cells[column], c => c.Upper));
            yield break;
        }
        yield return (title, kind == ColumnKind.Figure, r => Plain(r.Cells[column]));
        if (table.Rows.Any(r => r.Cells[column] is FigureCell { Symbol.Length: > 0 }))
            yield return (title + ", symbols", true, r => r.Cells[column] is FigureCell figure ? Filled(figure.Symbol) : None);
    }

    // The underscore prevents an id such as "wf1" from being read as a cell address.
    private static string NameOf(string id) => "table_" + id.Replace('-', '_');

    private static SheetCell Plain(Cell cell) => cell is FigureCell figure
        ? new SheetCell(figure.Shown, figure.Value, Format(figure.Decimals, figure.Unit, figure.IsSigned))
        : Filled(cell.Shown);

    private static SheetCell Bound(Cell cell, Func<IntervalCell, decimal> bound) => cell is IntervalCell interval
        ? new SheetCell("", bound(interval), Format(interval.Decimals, interval.Unit, interval.IsSigned))
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
/// <param name="Links">For each row of the table, the sheet that its first cell links to; null for none.</param>
internal sealed record Sheet(string Name, string Title, IReadOnlyList<string> Lines, SheetTable? Table, IReadOnlyList<string>? Links = null);

/// <summary>A cell of a sheet: text, or a number with its format.</summary>
/// <param name="Number">Null for text.</param>
/// <param name="Format">Number format; empty for text.</param>
internal readonly record struct SheetCell(string Text, decimal? Number = null, string Format = "")
{
    public static implicit operator SheetCell(string text) => new(text);
}
