namespace IncDiv.Contracts.Receipts;

/// <summary>The outcome of a drop (feeds.md section 2).</summary>
public enum DropOutcome
{
    Accepted,
    Quarantined,
    Duplicate,

    /// <summary>The drop is kept but no longer used, because a newer accepted drop replaced it.</summary>
    Superseded,

    /// <summary>Processing failed five times for technical reasons. The drop waits for the operators.</summary>
    Failed,
}

/// <summary>The answer to a drop. Every drop gets one; <c>RowsRead = RowsAccepted + RowsRejected</c>.</summary>
/// <param name="DropId">First 16 hex digits of SHA-256 over the file's bytes.</param>
/// <param name="File">Path of the drop in the container.</param>
/// <param name="ContractVersion">Version of the feed's contract.</param>
/// <param name="Quarters">Quarters of the accepted rows, with the number of rows.</param>
/// <param name="Counts">Number of issues by code; unlimited.</param>
/// <param name="Examples">The first issues, file-level ones first.</param>
/// <param name="DroppedAsPersonal">Columns that were accepted and dropped as personal.</param>
/// <param name="DuplicateOf">The earlier drop with the same bytes.</param>
/// <param name="Received">When the drop arrived, UTC.</param>
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
    /// <summary>The most examples of each kind (file, row, warning).</summary>
    public const int MaxExamples = 20;

    /// <summary>Sentences on what was done because of the drop's manifest, and on skipped lines.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The figures with which the feed's next drop is compared; only for an accepted drop.</summary>
    public DropProfile? Profile { get; init; }

    /// <summary>Comparison with the feed's last accepted drop; null if there was none, or if this drop was not accepted.</summary>
    public LastDropComparison? Comparison { get; init; }
}

/// <summary>Accepted rows of one quarter.</summary>
public sealed record QuarterRows(string Quarter, long Rows);

/// <summary>Comparison of a drop with the feed's last accepted drop.</summary>
/// <param name="DropId">The last accepted drop.</param>
public sealed record LastDropComparison(string DropId, IReadOnlyList<ComparisonLine> Lines);

/// <summary>One fact about both drops, as text for people.</summary>
/// <param name="Warning">Code of the warning for the change, or null.</param>
public sealed record ComparisonLine(string Fact, string Last, string Now, string Change, string? Warning);

/// <summary>The figures with which the next drop of a feed is compared: sizes and rates only, nothing about a person.</summary>
/// <param name="RowsRead">Rows of the file, accepted or not.</param>
/// <param name="Declared">For each special-category characteristic, how many accepted rows state it.</param>
/// <param name="Answered">For each required question, how many accepted rows answer it.</param>
/// <param name="Quarters">Accepted rows of each quarter, in chronological order.</param>
/// <param name="Invited">People invited, as the drop's manifest states; null where it does not.</param>
public sealed record DropProfile(
    long RowsRead,
    long RowsRejected,
    IReadOnlyList<ColumnRate> Declared,
    IReadOnlyList<ColumnRate> Answered,
    IReadOnlyList<QuarterProfile> Quarters,
    long? Invited)
{
    /// <summary>Minimum number of rows for a rate. With fewer rows a rate is unreliable and could reveal a person's answer.</summary>
    public const int MinBase = 10;
}

/// <summary>Number of accepted rows with an answer in a column, and the base of that rate.</summary>
/// <param name="Base">The accepted rows, at least <see cref="DropProfile.MinBase"/>.</param>
public sealed record ColumnRate(string Column, long Count, long Base)
{
    /// <summary>In percent, 0 to 100.</summary>
    public double Percent => 100.0 * Count / Base;
}

/// <summary>The accepted rows of a quarter.</summary>
/// <param name="Flow">Joiners and leavers, where the feed has them.</param>
public sealed record QuarterProfile(string Quarter, long Rows, StrengthFlow? Flow);

/// <summary>Joiners, leavers and closing strength of the workforce in a quarter.</summary>
/// <param name="Closing">People in post at the end of the quarter: the rows without leavers.</param>
public sealed record StrengthFlow(long Joiners, long Leavers, long Closing);
