using System.Text.Unicode;

namespace IncDiv.Ingestion.Tests.Mutation;

/// <summary>An independent count of the records in a text, one character at a time (RFC 4180; lines without any value are not counted).</summary>
internal static class RecordCount
{
    public static long Of(byte[] file, char delimiter)
    {
        string text = (Utf8.IsValid(file) ? Encoding.UTF8 : Encoding.Latin1).GetString(file).TrimStart('\uFEFF');
        long records = 0;
        bool quoted = false, fieldStarts = true, filled = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                quoted = c != '"' || (i + 1 < text.Length && text[i + 1] == '"');
                filled |= quoted && c != '\n' && !IsBlank(c);
                i += quoted && c == '"' ? 1 : 0;
            }
            else if (c == '"' && fieldStarts)
            {
                (quoted, fieldStarts) = (true, false);
            }
            else if (c == '\n')
            {
                records += filled ? 1 : 0;
                (fieldStarts, filled) = (true, false);
            }
            else
            {
                fieldStarts = c == delimiter;
                filled |= !fieldStarts && !IsBlank(c);
            }
        }
        return records + (filled ? 1 : 0);
    }

    private static bool IsBlank(char c) =>
        c is ' ' or '\t' or '\r' or '\u00A0' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\uFEFF';
}
