using System.Text;

namespace IncDiv.Anonymisation.Pseudonyms;

/// <summary>The secret key for all pseudonyms and its id, which curated files carry. The class never shows the bytes of the key.</summary>
public sealed class PseudonymKey
{
    private const int Bytes = 32;
    private const int MaxIdLength = 64;

    private readonly byte[] _secret;

    private PseudonymKey(byte[] secret, string id) => (_secret, Id) = (secret, id);

    /// <summary>The version of the key. It is in the metadata of curated files and in the key derivation.</summary>
    public string Id { get; }

    /// <summary>Reads a key of 256 bits, in base64 or hexadecimal digits.</summary>
    /// <exception cref="FormatException">The key or its id is missing, unreadable, of the wrong length or of invalid characters. The message does not hold the
    /// key.</exception>
    public static PseudonymKey Parse(string? secret, string? id)
    {
        const string Remedy = "Set it to 32 random bytes in base64, such as the output of 'openssl rand -base64 32'.";
        if (string.IsNullOrWhiteSpace(id))
            throw new FormatException("The pseudonym key has no id. Name its version, such as 'k1'.");
        // The id is part of blob names.
        if (id.Length > MaxIdLength || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
        {
            throw new FormatException(
                "The id of a pseudonym key may have letters, digits, '-', '.' and '_', at most 64 of them. Name its version, such as 'k1'.");
        }
        if (string.IsNullOrWhiteSpace(secret))
            throw new FormatException($"The pseudonym key is missing. {Remedy}");
        byte[] bytes = Decode(secret.Trim()) ?? throw new FormatException($"The pseudonym key is neither base64 nor hexadecimal. {Remedy}");
        return bytes.Length == Bytes
            ? new PseudonymKey(bytes, id)
            : throw new FormatException($"The pseudonym key has {bytes.Length * 8} bits instead of 256. {Remedy}");
    }

    public override string ToString() => $"pseudonym key '{Id}'";

    /// <summary>The sub-key that determines which records of a quarter's microdata are left out. Nobody can reproduce the choice without the key.</summary>
    public byte[] DeriveForOmissions(string feed, Quarter quarter) => Derive("omissions", "v1", feed, quarter.ToString(), Id);

    /// <summary>The sub-key of a feed. It differs for each feed, so feeds cannot be linked (disclosure.md 5.5).</summary>
    internal byte[] DeriveFor(Feed feed) => Derive("pseudonym", "v1", feed.Name, feed.Key.Name, Id);

    // HKDF-SHA-256 (RFC 5869) with empty salt. Each part of the info is preceded by its length, so that two lists of parts never give the same bytes.
    private byte[] Derive(params ReadOnlySpan<string> parts)
    {
        using var info = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string part in parts)
        {
            byte[] text = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            info.Write(length);
            info.Write(text);
        }
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Bytes, salt: [], info.ToArray());
    }

    private static byte[]? Decode(string text)
    {
        if (text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
            return Convert.FromHexString(text);
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int written) ? bytes[..written] : null;
    }
}
