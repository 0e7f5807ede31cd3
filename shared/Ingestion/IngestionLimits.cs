namespace IncDiv.Ingestion;

/// <summary>Sizes beyond which a drop is quarantined (E108, E113), and how many of its issues are listed.</summary>
public sealed record IngestionLimits
{
    /// <summary>Maximum size of a file in bytes, before and after unpacking.</summary>
    public long FileBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Maximum length of a row in bytes of UTF-8.</summary>
    public int RowBytes { get; init; } = 1024 * 1024;

    /// <summary>Maximum size of an unpacked file as a multiple of its packed size (E113).</summary>
    public int Expansion { get; init; } = 200;

    /// <summary>Maximum size, in bytes of UTF-8, of the shared texts of a workbook, which are held in memory.</summary>
    public int SharedTextBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Maximum number of issues that are listed. All issues are counted.</summary>
    public int IssuesListed { get; init; } = DropReading.MaxIssuesListed;

    /// <summary>Initial size of the read buffer in bytes. The buffer grows with the longest row.</summary>
    internal int BufferBytes { get; init; } = 256 * 1024;
}
