namespace IncDiv.Packs.Excel;

/// <summary>A cell of a sheet: words, or a number with its format.</summary>
/// <param name="Number">Null for words.</param>
/// <param name="Format">Number format; empty for words.</param>
internal readonly record struct SheetCell(string Text, decimal? Number = null, string Format = "")
{
    public static implicit operator SheetCell(string text) => new(text);
}
