using System.Buffers;

namespace IncDiv.Packs;

/// <summary>The measures table as CSV (RFC 4180, UTF-8, LF): numbers in the shortest form that reads back exactly, empty for null. A label that a spreadsheet
/// would run as a formula starts with an apostrophe; figures are never changed.</summary>
internal static class MeasuresCsv
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private static readonly SearchValues<char> FormulaStart = SearchValues.Create("=+-@\t\r");

    public static byte[] Write(IReadOnlyList<MeasureRow> rows)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', MeasureColumns.All.Select(c => c.Name)).Append('\n');
        foreach (MeasureRow row in rows)
            text.AppendJoin(',', MeasureColumns.All.Select(c => Cell(c.Value(row)))).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The date in ISO 8601 format.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Cell(object? value) => value switch
    {
        null => "",
        string label => Quoted(label),
        DateOnly day => Day(day),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int whole => whole.ToString(CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A measures column holds a {value.GetType().Name}, for which no CSV format is defined. Add it here."),
    };

    private static string Quoted(string label)
    {
        if (label.Length > 0 && FormulaStart.Contains(label[0]))
            label = "'" + label;
        return label.AsSpan().ContainsAny(Special) ? $"\"{label.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : label;
    }
}
