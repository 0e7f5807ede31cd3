namespace IncDiv.Ingestion;

/// <summary>What reading a drop found. Every row is accounted for: <c>RowsRead = RowsAccepted + RowsRejected</c>.</summary>
/// <param name="Quarantined">A file-level error was found: nothing of the drop may be kept.</param>
/// <param name="RowsAccepted">Rows without a fault; of a quarantined drop they are thrown away as well.</param>
/// <param name="Quarters">Accepted rows by quarter, in order of time; empty when quarantined.</param>
/// <param name="Counts">Number of issues by code, never capped.</param>
/// <param name="Issues">File-level issues, rows in order, warnings: at most <see cref="IngestionLimits.IssuesListed"/>.</param>
/// <param name="DroppedAsPersonal">Columns of the file that were accepted and are dropped as personal, in contract order.</param>
public sealed record DropReading(
    bool Quarantined,
    long RowsRead,
    long RowsAccepted,
    long RowsRejected,
    IReadOnlyList<QuarterRows> Quarters,
    IReadOnlyList<IssueCount> Counts,
    IReadOnlyList<Issue> Issues,
    IReadOnlyList<string> DroppedAsPersonal)
{
    /// <summary>Most issues that are listed unless <see cref="IngestionLimits.IssuesListed"/> says otherwise; all of them are counted.</summary>
    public const int MaxIssuesListed = 10_000;

    /// <summary>There were more issues than are listed.</summary>
    public bool ListIsCapped { get; init; }

    /// <summary>What was done as the drop's manifest asked, and what was passed over, in sentences; it needs nobody's attention.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the drop's manifest states; null where there is none, or none that can be read (E112).</summary>
    public DropManifest? Manifest { get; init; }

    /// <summary>Nothing was read and nothing found: a duplicate, or a drop that the machinery failed on.</summary>
    public static DropReading None { get; } = new(false, 0, 0, 0, [], [], [], []);

    /// <summary>A drop that is refused before a byte is read, such as one for an unknown feed.</summary>
    public static DropReading Refused(Issue issue) => new(true, 0, 0, 0, [], [new IssueCount(issue.Code, 1)], [issue], []);

    /// <summary>E110 for a path that names no feed.</summary>
    public static DropReading UnknownFeed(IEnumerable<string> feeds) => Refused(new Issue(
        "E110", null, null, $"The folder is not the name of a feed. Drop the file below one of: {string.Join(", ", feeds)}."));
}
