namespace IncDiv.Ingestion;

/// <summary>Sizes beyond which a drop is quarantined (E108).</summary>
public sealed record IngestionLimits
{
    /// <summary>Largest file in bytes.</summary>
    public long FileBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Longest row in bytes of UTF-8.</summary>
    public int RowBytes { get; init; } = 1024 * 1024;

    /// <summary>First size of the read buffer in bytes; it grows with the longest row.</summary>
    internal int BufferBytes { get; init; } = 256 * 1024;
}
