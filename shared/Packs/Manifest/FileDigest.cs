using System.Security.Cryptography;

namespace IncDiv.Packs.Manifest;

/// <summary>What a manifest says of a file.</summary>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record FileDigest(string Name, long Bytes, string Sha256)
{
    public static FileDigest Compute(PackFile file) =>
        new(file.Name, file.Content.Length, Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)));

    /// <summary>Reads the file once, without holding it in memory.</summary>
    public static async Task<FileDigest> ComputeAsync(string name, Stream content, CancellationToken ct)
    {
        byte[] hash = await SHA256.HashDataAsync(content, ct);
        return new FileDigest(name, content.Length, Convert.ToHexStringLower(hash));
    }
}
