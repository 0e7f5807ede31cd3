using System.Text;

namespace IncDiv.Packs.Pdf;

/// <summary>Breaks text into lines.</summary>
internal static class PdfText
{
    /// <summary>Lines no wider than <paramref name="width"/>; a word that is wider is broken. At least one line.</summary>
    public static IReadOnlyList<string> Lines(string text, TrueTypeFont face, double size, double width)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split((char[]?)[' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (face.Width(longer, size) <= width)
            {
                line = longer;
                continue;
            }
            if (line.Length > 0)
                lines.Add(line);
            line = Broken(word, face, size, width, lines);
        }
        if (line.Length > 0 || lines.Count == 0)
            lines.Add(line);
        return lines;
    }

    /// <summary>Width of the widest word.</summary>
    public static double WidestWord(string text, TrueTypeFont face, double size) =>
        text.Split(' ').Select(w => face.Width(w, size)).DefaultIfEmpty(0).Max();

    // Adds the full lines of a word that is wider than a line; what is left begins the next one.
    private static string Broken(string word, TrueTypeFont face, double size, double width, List<string> lines)
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
