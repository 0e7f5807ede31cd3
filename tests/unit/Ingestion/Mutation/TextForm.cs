namespace IncDiv.Ingestion.Tests.Mutation;

/// <summary>One of the ways to write a table as text, and the line on which each row then starts.</summary>
internal sealed record TextForm(char Delimiter, string NewLine, bool QuotesAll, bool Mark, bool IsWindows1252, int BlankLines)
{
    public static TextForm Pick(Random random) => new(
        ",;\t"[random.Next(3)], random.Next(2) == 0 ? "\n" : "\r\n", random.Next(3) == 0, random.Next(3) == 0, random.Next(6) == 0, random.Next(3));

    public (byte[] Bytes, int[] Lines) Write(IReadOnlyList<string[]> cells)
    {
        var text = new StringBuilder(Mark && !IsWindows1252 ? "\uFEFF" : "");
        int[] lines = new int[cells.Count];
        int line = 1;
        for (int row = 0; row < cells.Count; row++)
        {
            if (row % 5 == 4)
            {
                text.Insert(text.Length, NewLine, BlankLines);
                line += BlankLines;
            }
            lines[row] = line;
            string written = string.Join(Delimiter, cells[row].Select(Field));
            line += written.Count(c => c == '\n') + 1;
            text.Append(written).Append(NewLine);
        }
        return ((IsWindows1252 ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text.ToString()), lines);
    }

    private string Field(string value) =>
        QuotesAll || value.AsSpan().IndexOfAny($"{Delimiter}\"\r\n") >= 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
