namespace IncDiv.Ingestion;

/// <summary>The form in which an identifier is pseudonymised, independent of its spelling (disclosure.md 5.5): trimmed, without invisible marks at the ends,
/// and in upper case. Separators are kept and nothing is padded: feeds.md allows no separator in a pay number, and "1-23" and "12-3" are two interviews.
/// Unicode is not normalised: .NET needs ICU for that, the pipeline runs without ICU, and a pseudonym must not depend on the machine.</summary>
public static class CanonicalId
{
    private static readonly string[] Placeholders = ["UNKNOWN", "NULL", "NONE", "N/A", "NA", "#N/A"];
    private static readonly int MaxPlaceholderLength = Placeholders.Max(s => s.Length);

    /// <summary>UTF-8 of the canonical form.</summary>
    public static byte[] Derive(string id)
    {
        byte[] buffer = [];
        int length = Write(Encoding.UTF8.GetBytes(id), ref buffer);
        return buffer[..length];
    }

    /// <summary>Whether a canonical identifier means "none", such as zeros or "UNKNOWN". Otherwise all people with it would become one person.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<byte> canonicalId)
    {
        if (!canonicalId.ContainsAnyExcept((byte)'0'))
            return true;
        if (canonicalId.Length > MaxPlaceholderLength)
            return false;
        foreach (string placeholder in Placeholders)
            if (Ascii.Equals(canonicalId, placeholder))
                return true;
        return false;
    }

    /// <summary>Writes the canonical form into a buffer, which is replaced if it is too small.</summary>
    /// <returns>Its length in bytes.</returns>
    internal static int Write(ReadOnlySpan<byte> id, ref byte[] buffer)
    {
        id = Utf8Text.Trim(id);
        if (buffer.Length < id.Length)
            buffer = new byte[id.Length];
        if (Ascii.ToUpper(id, buffer, out int length) == OperationStatus.Done)
            return length;
        buffer = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(id).ToUpperInvariant());
        return buffer.Length;
    }
}
