using System.Text;

namespace IncDiv.Storage.Measures;

/// <summary>
/// Keys of the measures tables (outputs.md section 2): <c>measure|statistic|breakdown|group|comparator</c>. The key of a figure for another window
/// than the measure's first includes the window, so that both fit in one table.
/// </summary>
internal static class MeasureKeys
{
    /// <summary>The key of each row, in the order of the rows.</summary>
    public static IReadOnlyList<string> Create(IReadOnlyList<MeasureRow> rows)
    {
        var taken = new HashSet<string>(rows.Count, StringComparer.Ordinal);
        var keys = new string[rows.Count];
        // The longer window is a measure's headline figure, so it gets the plain key.
        foreach (int i in Enumerable.Range(0, rows.Count).OrderBy(i => rows[i].Window == "quarter" ? 1 : 0))
        {
            string key = Key(rows[i]);
            keys[i] = taken.Add(key) ? key : $"{key}|{rows[i].Window}";
        }
        return keys;
    }

    private static string Key(MeasureRow row) =>
        string.Join('|', Escape(row.MeasureId), Escape(row.Statistic), Escape(row.Breakdown), Escape(row.Group), Escape(row.Comparator));

    // Table Storage rejects / \ # ? and control characters in keys.
    private static string Escape(string text)
    {
        if (!text.Any(IsSpecial))
            return text;
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (IsSpecial(c))
                escaped.Append(CultureInfo.InvariantCulture, $"~{(int)c:X2}");
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }

    private static bool IsSpecial(char c) => c is '/' or '\\' or '#' or '?' or '|' or '~' || char.IsControl(c);
}
