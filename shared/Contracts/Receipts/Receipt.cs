namespace IncDiv.Contracts.Receipts;

/// <summary>What became of a drop (feeds.md section 2).</summary>
public enum DropOutcome
{
    Accepted,
    Quarantined,
    Duplicate,

    /// <summary>Kept, no longer read: a newer accepted drop took its place.</summary>
    Superseded,

    /// <summary>The machinery failed five times; the drop waits for the operators.</summary>
    Failed,
}

/// <summary>The answer to a drop. Every drop gets one; <c>RowsRead = RowsAccepted + RowsRejected</c>.</summary>
/// <param name="DropId">First 16 hex digits of SHA-256 over the file's bytes.</param>
/// <param name="File">Path of the drop below the container.</param>
/// <param name="ContractVersion">Version of the feed's contract.</param>
/// <param name="Quarters">Quarters that accepted rows fell into, with their number.</param>
/// <param name="Counts">Number of issues by code; unlimited.</param>
/// <param name="Examples">The first issues, file-level ones first.</param>
/// <param name="DroppedAsPersonal">Columns that were accepted and dropped as personal.</param>
/// <param name="DuplicateOf">The earlier drop with the same bytes.</param>
/// <param name="Received">When the drop landed, UTC.</param>
public sealed record Receipt(
    string DropId,
    string Feed,
    string File,
    DropOutcome Outcome,
    string Summary,
    string NextStep,
    int ContractVersion,
    long Bytes,
    long RowsRead,
    long RowsAccepted,
    long RowsRejected,
    IReadOnlyList<QuarterRows> Quarters,
    IReadOnlyList<IssueCount> Counts,
    IReadOnlyList<Issue> Examples,
    IReadOnlyList<string> DroppedAsPersonal,
    string? DuplicateOf,
    DateTimeOffset Received)
{
    /// <summary>What was done as the drop's manifest asked, and what was passed over, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the feed's next drop is compared with; only of an accepted drop.</summary>
    public DropProfile? Profile { get; init; }

    /// <summary>The drop beside the feed's last accepted one; null where there was none, or this one was not accepted.</summary>
    public LastDropComparison? Comparison { get; init; }
}

/// <summary>Accepted rows of one quarter.</summary>
public sealed record QuarterRows(string Quarter, long Rows);
