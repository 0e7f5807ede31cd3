namespace IncDiv.Ingestion.Csv;

internal static class Utf8Text
{
    private const int MaxHarmlessLength = 5;
    private const int MaxHarmlessDigits = 3;

    /// <summary>Removes blanks, tabs, line ends, no-break spaces (C2 A0) and invisible marks from both ends.</summary>
    // The fast path: nearly every cell starts and ends with a visible ASCII character.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.IsEmpty || (IsVisible(text[0]) && IsVisible(text[^1])) ? text : TrimEnds(text);

    /// <summary>Whether the text holds a control character, a line end or an invisible mark, such as one that changes the direction of writing.</summary>
    public static bool HasInvisible(ReadOnlySpan<byte> text)
    {
        if (text.ContainsAnyInRange<byte>(0, 0x1F) || text.Contains<byte>(0x7F))
            return true;
        if (Ascii.IsValid(text))
            return false;
        for (; !text.IsEmpty; text = text[1..])
            if (text is [0xC2, < 0xA0, ..] || StartsWithMark(text))
                return true;
        return false;
    }

    /// <summary>Whether a message may show a value. A number of up to three digits cannot be a name, whatever column it was meant for.</summary>
    public static bool IsHarmless(ReadOnlySpan<byte> text)
    {
        int digits = 0;
        foreach (byte b in text)
        {
            if (b is >= (byte)'0' and <= (byte)'9')
                digits++;
            else if (b is not ((byte)'.' or (byte)',' or (byte)'-' or (byte)'+'))
                return false;
        }
        return text.Length <= MaxHarmlessLength && digits <= MaxHarmlessDigits;
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

    private static ReadOnlySpan<byte> TrimEnds(ReadOnlySpan<byte> text)
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
            else if (StartsWithMark(text))
                text = text[3..];
            else if (text.Length >= 3 && StartsWithMark(text[^3..]))
                text = text[..^3];
            else
                break;
        }
        return text;
    }

    // Zero-width and direction marks: U+200B to U+200F, U+202A to U+202E, U+2060 to U+2069 and U+FEFF, three bytes each.
    private static bool StartsWithMark(ReadOnlySpan<byte> text) =>
        text is [0xE2, 0x80, (>= 0x8B and <= 0x8F) or (>= 0xAA and <= 0xAE), ..] or [0xE2, 0x81, >= 0xA0 and <= 0xA9, ..] or [0xEF, 0xBB, 0xBF, ..];

    private static bool IsVisible(byte b) => b is > (byte)' ' and < 0x7F;

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
