namespace IncDiv.Ingestion.Receipts;

/// <summary>The rejects file: one line for each listed issue. Cells that a spreadsheet would run as a formula are neutralised with an apostrophe (feeds.md
/// section 2). UTF-8 with byte order mark, CR LF.</summary>
public static class RejectsCsv
{
    /// <summary>Writes the listed issues; where there are more, a last line says so.</summary>
    public static byte[] Write(DropReading reading)
    {
        using var bytes = new MemoryStream();
        using var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Append(text, "line", "code", "column", "message");
        foreach (Issue issue in reading.Issues)
            Append(text, issue.Line?.ToString(CultureInfo.InvariantCulture) ?? "", issue.Code, issue.Column ?? "", issue.Message);
        if (reading.ListIsCapped)
            Append(text, "", "", "", string.Create(CultureInfo.InvariantCulture,
                $"This list stops at {reading.Issues.Count:N0} issues; the receipt has the number of all by code."));
        text.Flush();
        return bytes.ToArray();
    }

    private static void Append(StreamWriter text, params string[] cells) => text.Write(string.Join(',', cells.Select(Cell)) + "\r\n");

    private static string Cell(string value)
    {
        if (value.Length > 0 && (value[0] is '=' or '+' or '-' or '@' || char.IsControl(value[0])))
            value = "'" + value;
        return value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
