namespace IncDiv.Packs.Excel;

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
