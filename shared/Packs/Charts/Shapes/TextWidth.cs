namespace IncDiv.Packs.Charts.Shapes;

/// <summary>How wide text is, near enough to keep labels apart: Arial's letters are a little over half their size wide.</summary>
internal static class TextWidth
{
    private const double MeasureAt = 0.55;

    public static double Measure(string text, double size) => text.Length * size * MeasureAt;

    /// <summary>The text, cut with an ellipsis where it is wider than the room; the table beside the chart has it in full.</summary>
    public static string Fitted(string text, double room, double size)
    {
        int most = Math.Max(4, (int)(room / (size * MeasureAt)));
        return text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";
    }

    /// <summary>The text on as many lines as it needs, broken between words; a word that is wider than the room is broken too.</summary>
    public static IReadOnlyList<string> Lines(string text, double room, double size)
    {
        int most = Math.Max(4, (int)(room / (size * MeasureAt)));
        List<string> lines = [];
        string rest = text.Trim();
        while (rest.Length > most)
        {
            int end = rest.LastIndexOf(' ', most);
            string line = rest[..(end > 0 ? end : most)];
            lines.Add(line.TrimEnd());
            rest = rest[line.Length..].TrimStart();
        }
        if (rest.Length > 0 || lines.Count == 0)
            lines.Add(rest);
        return lines;
    }
}
