using static IncDiv.Packs.Pdf.PdfObjects;

namespace IncDiv.Packs.Pdf;

/// <summary>A font in one document. It records which glyphs were used and embeds only those (ISO 32000-1 section 9.7).</summary>
/// <param name="name">Name in the page's resources.</param>
/// <param name="baseName">PostScript name.</param>
internal sealed class PdfFont(string name, string baseName, TrueTypeFont face)
{
    // The name of a subset starts with six letters. The same fonts give the same letters.
    private const string Subset = "INCDIV+";

    private readonly Dictionary<ushort, Rune> _used = [];

    public string Name => name;

    public TrueTypeFont Face => face;

    /// <summary>Writes a text as glyph numbers in hexadecimal.</summary>
    public void Encode(string text, StringBuilder hex)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            ushort glyph = face.Glyph(rune);
            _used.TryAdd(glyph, glyph == face.Glyph(Rune.ReplacementChar) ? Rune.ReplacementChar : rune);
            hex.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }
    }

    /// <returns>Number of the font's object.</returns>
    public int WriteTo(PdfObjects file)
    {
        byte[] program = face.Subset(_used.Keys);
        int stream = file.AddStream(Text($"/Length1 {program.Length}"), program);
        int descriptor = file.Add(
            Text($"<</Type/FontDescriptor/FontName/{Subset}{baseName}/Flags 32/FontBBox[{string.Join(' ', face.Box)}]/ItalicAngle 0")
            + Text($"/Ascent {face.Ascent}/Descent {face.Descent}/CapHeight 729/StemV 80/FontFile2 {stream} 0 R>>"));
        string widths = string.Concat(_used.Keys.Order().Select(g => Text($"{g}[{face.Advance(g)}]")));
        int glyphs = file.Add(
            Text($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{Subset}{baseName}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>")
            + Text($"/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 600/W[{widths}]>>"));
        int unicode = file.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        return file.Add(
            Text($"<</Type/Font/Subtype/Type0/BaseFont/{Subset}{baseName}/Encoding/Identity-H")
            + Text($"/DescendantFonts[{glyphs} 0 R]/ToUnicode {unicode} 0 R>>"));
    }

    // Maps glyphs to characters, so that PDF viewers can copy, search and read out the text.
    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n");
        map.Append("/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n");
        map.Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (KeyValuePair<ushort, Rune>[] chunk in _used.OrderBy(u => u.Key).Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach ((ushort glyph, Rune rune) in chunk)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}

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
