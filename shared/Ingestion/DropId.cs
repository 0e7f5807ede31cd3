namespace IncDiv.Ingestion;

/// <summary>Names a drop by its content: the first 16 hexadecimal digits, lower case, of SHA-256 over the file's bytes (feeds.md section 2).</summary>
public static class DropId
{
    private const int Digits = 16;

    /// <summary>Reads the stream from its current position to its end.</summary>
    public static async Task<string> ComputeAsync(Stream file, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken))[..Digits];

    public static string Compute(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file))[..Digits];
}
