namespace IncDiv.Ingestion;

/// <summary>Sizes beyond which a drop is quarantined (E108, E113), and how many of its issues are listed.</summary>
public sealed record IngestionLimits
{
    /// <summary>Largest file in bytes, also when unpacked.</summary>
    public long FileBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Longest row in bytes of UTF-8.</summary>
    public int RowBytes { get; init; } = 1024 * 1024;

    /// <summary>Most times its own size that a packed file may unpack to (E113).</summary>
    public int Expansion { get; init; } = 200;

    /// <summary>Most bytes of UTF-8 that the different texts of a workbook may take; they are held in memory.</summary>
    public int SharedTextBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Most issues that a reading lists; all of them are counted.</summary>
    public int IssuesListed { get; init; } = DropReading.MaxIssuesListed;

    /// <summary>First size of the read buffer in bytes; it grows with the longest row.</summary>
    internal int BufferBytes { get; init; } = 256 * 1024;
}
