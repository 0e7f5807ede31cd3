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

/// <summary>A drop beside the feed's last accepted one.</summary>
/// <param name="DropId">The last accepted drop.</param>
public sealed record LastDropComparison(string DropId, IReadOnlyList<ComparisonLine> Lines);

/// <summary>One fact of both drops, in words and figures for people.</summary>
/// <param name="Warning">Code of the warning that the change gives, or null.</param>
public sealed record ComparisonLine(string Fact, string Last, string Now, string Change, string? Warning);

/// <summary>What the next drop of a feed is compared with: sizes and rates, nothing about a person.</summary>
/// <param name="RowsRead">Rows of the file, accepted or not.</param>
/// <param name="Declared">For each special-category characteristic, how many accepted rows state it.</param>
/// <param name="Answered">For each required question, how many accepted rows answer it.</param>
/// <param name="Quarters">Accepted rows of each quarter, in order of time.</param>
/// <param name="Invited">People invited, as the drop's manifest states; null where it does not.</param>
public sealed record DropProfile(
    long RowsRead,
    long RowsRejected,
    IReadOnlyList<ColumnRate> Declared,
    IReadOnlyList<ColumnRate> Answered,
    IReadOnlyList<QuarterProfile> Quarters,
    long? Invited)
{
    /// <summary>Fewest rows for which a rate is kept: below it a rate says little, and much of each person.</summary>
    public const int MinBase = 10;
}

/// <summary>How many of the accepted rows hold a value that tells something in a column.</summary>
/// <param name="Base">The accepted rows, at least <see cref="DropProfile.MinBase"/>.</param>
public sealed record ColumnRate(string Column, long Count, long Base)
{
    /// <summary>In percent, 0 to 100.</summary>
    public double Percent => 100.0 * Count / Base;
}

/// <summary>The accepted rows of a quarter.</summary>
/// <param name="Flow">Joiners and leavers, where the feed has them.</param>
public sealed record QuarterProfile(string Quarter, long Rows, StrengthFlow? Flow);

/// <summary>How the strength of the workforce moved in a quarter.</summary>
/// <param name="Closing">In post at the end: the rows without the leavers.</param>
public sealed record StrengthFlow(long Joiners, long Leavers, long Closing);
