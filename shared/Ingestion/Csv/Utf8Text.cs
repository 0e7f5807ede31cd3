using System.Text;

namespace IncDiv.Ingestion.Csv;

/// <summary>Small rules for text in UTF-8.</summary>
internal static class Utf8Text
{
    private const int LongestShown = 40;

    /// <summary>Takes blanks, tabs, line ends and no-break spaces (C2 A0) off both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (IsBlank(text[0]))
                text = text[1..];
            else if (IsBlank(text[^1]))
                text = text[..^1];
            else if (text is [0xC2, 0xA0, ..])
                text = text[2..];
            else if (text is [.., 0xC2, 0xA0])
                text = text[..^2];
            else
                break;
        }
        return text;
    }

    /// <summary>Number of characters (code points).</summary>
    public static int CountCharacters(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte b in text)
            if ((b & 0xC0) != 0x80)
                count++;
        return count;
    }

    /// <summary>A delivered text as a message may show it: no control characters, at most 40 characters.</summary>
    public static string Shown(ReadOnlySpan<byte> text)
    {
        var shown = new StringBuilder();
        int count = 0;
        foreach (Rune rune in Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestShown * 4 + 4)]).EnumerateRunes())
        {
            if (count++ == LongestShown)
                return shown.Append('…').ToString();
            shown.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        }
        return shown.ToString();
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
