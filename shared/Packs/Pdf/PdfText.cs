namespace IncDiv.Packs.Pdf;

/// <summary>Breaks text into lines.</summary>
internal static class PdfText
{
    /// <summary>Lines that are no wider than <paramref name="width"/>; a wider word is broken. At least one line.</summary>
    public static IReadOnlyList<string> Lines(string text, TrueTypeFont face, double size, double width)
    {
        List<string> lines = [];
        var line = new StringBuilder();
        int used = 0, blank = face.Advance(" ");
        foreach (Range range in text.AsSpan().SplitAny(' ', '\n', '\t', '\r'))
        {
            ReadOnlySpan<char> word = text.AsSpan(range);
            if (word.IsEmpty)
                continue;
            int longer = used + (line.Length > 0 ? blank : 0) + face.Advance(word);
            if (longer * size / 1000 <= width)
            {
                line.Append(line.Length > 0 ? " " : "").Append(word);
                used = longer;
                continue;
            }
            if (line.Length > 0)
                lines.Add(line.ToString());
            line.Clear().Append(Broken(word, face, size, width, lines));
            used = face.Advance(line.ToString());
        }
        if (line.Length > 0 || lines.Count == 0)
            lines.Add(line.ToString());
        return lines;
    }

    /// <summary>Width of the widest word.</summary>
    public static double WidestWord(string text, TrueTypeFont face, double size)
    {
        int widest = 0;
        foreach (Range word in text.AsSpan().Split(' '))
            widest = Math.Max(widest, face.Advance(text.AsSpan(word)));
        return widest * size / 1000;
    }

    // Adds the full lines of a word that is wider than a line. The rest of the word starts the next line.
    private static string Broken(ReadOnlySpan<char> word, TrueTypeFont face, double size, double width, List<string> lines)
    {
        var piece = new StringBuilder();
        double used = 0;
        foreach (Rune rune in word.EnumerateRunes())
        {
            double advance = face.Advance(face.Glyph(rune)) * size / 1000;
            if (used + advance > width && piece.Length > 0)
            {
                lines.Add(piece.ToString());
                piece.Clear();
                used = 0;
            }
            piece.Append(rune.ToString());
            used += advance;
        }
        return piece.ToString();
    }
}
