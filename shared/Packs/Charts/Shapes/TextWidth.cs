namespace IncDiv.Packs.Charts.Shapes;

/// <summary>An estimate of text width, good enough to keep labels apart: letters of Arial are a little over half their size wide.</summary>
internal static class TextWidth
{
    private const double CharacterWidth = 0.55;

    public static double Measure(string text, double size) => text.Length * size * CharacterWidth;

    /// <summary>The text, cut with an ellipsis if it is wider than <paramref name="maxWidth"/>. The table next to the chart has the full text.</summary>
    public static string Truncate(string text, double maxWidth, double size)
    {
        int maxCharacters = Math.Max(4, (int)(maxWidth / (size * CharacterWidth)));
        return text.Length <= maxCharacters ? text : text[..(maxCharacters - 1)].TrimEnd() + "…";
    }

    /// <summary>The text on as many lines as it needs, broken between words. A word that is wider than <paramref name="maxWidth"/> is broken too.</summary>
    public static IReadOnlyList<string> Lines(string text, double maxWidth, double size)
    {
        int maxCharacters = Math.Max(4, (int)(maxWidth / (size * CharacterWidth)));
        List<string> lines = [];
        string rest = text.Trim();
        while (rest.Length > maxCharacters)
        {
            int end = rest.LastIndexOf(' ', maxCharacters);
            string line = rest[..(end > 0 ? end : maxCharacters)];
            lines.Add(line.TrimEnd());
            rest = rest[line.Length..].TrimStart();
        }
        if (rest.Length > 0 || lines.Count == 0)
            lines.Add(rest);
        return lines;
    }
}
