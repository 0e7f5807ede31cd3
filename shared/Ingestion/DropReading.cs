namespace IncDiv.Ingestion;

/// <summary>The result of reading a drop. Every row is accounted for: <c>RowsRead = RowsAccepted + RowsRejected</c>.</summary>
/// <param name="Quarantined">A file-level error was found, so nothing of the drop may be kept.</param>
/// <param name="RowsAccepted">Rows without a fault. In a quarantined drop they are discarded as well.</param>
/// <param name="Quarters">Accepted rows by quarter, in chronological order; empty if quarantined.</param>
/// <param name="Counts">Number of issues by code, never capped.</param>
/// <param name="Issues">File-level issues, rows in order, warnings: at most <see cref="IngestionLimits.IssuesListed"/>.</param>
/// <param name="DroppedAsPersonal">Columns of the file that were accepted and are dropped as personal, in contract order.</param>
public sealed record DropReading(
    bool Quarantined, long RowsRead, long RowsAccepted, long RowsRejected, IReadOnlyList<QuarterRows> Quarters, IReadOnlyList<IssueCount> Counts,
    IReadOnlyList<Issue> Issues, IReadOnlyList<string> DroppedAsPersonal)
{
    /// <summary>Default of <see cref="IngestionLimits.IssuesListed"/>, the maximum number of listed issues. All issues are counted.</summary>
    public const int MaxIssuesListed = 10_000;

    /// <summary>There were more issues than are listed.</summary>
    public bool ListIsCapped { get; init; }

    /// <summary>Sentences on what was done because of the drop's manifest, and on skipped lines. They need no action.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The drop's manifest; null if there is none or it cannot be read (E112).</summary>
    public DropManifest? Manifest { get; init; }

    /// <summary>An empty reading, for a duplicate or a drop that the pipeline failed to process.</summary>
    public static DropReading None { get; } = new(false, 0, 0, 0, [], [], [], []);

    /// <summary>A drop that is refused before a byte is read, such as one for an unknown feed.</summary>
    public static DropReading Refused(Issue issue) => new(true, 0, 0, 0, [], [new IssueCount(issue.Code, 1)], [issue], []);

    /// <summary>E110 for a path without the name of a feed.</summary>
    public static DropReading UnknownFeed(IEnumerable<string> feeds) => Refused(new Issue(
        "E110", null, null, $"The folder is not the name of a feed. Put the file into one of these folders: {string.Join(", ", feeds)}."));
}
