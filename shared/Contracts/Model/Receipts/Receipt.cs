using System.Collections.Frozen;

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
    string DropId, string Feed, string File, DropOutcome Outcome, string Summary, string NextStep, int ContractVersion, long Bytes,
    long RowsRead, long RowsAccepted, long RowsRejected, IReadOnlyList<QuarterRows> Quarters, IReadOnlyList<IssueCount> Counts, IReadOnlyList<Issue> Examples,
    IReadOnlyList<string> DroppedAsPersonal, string? DuplicateOf, DateTimeOffset Received)
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
    long RowsRead, long RowsRejected, IReadOnlyList<ColumnRate> Declared, IReadOnlyList<ColumnRate> Answered, IReadOnlyList<QuarterProfile> Quarters,
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

/// <summary>Descriptions of the codes of feeds.md section 2 for readers of receipts.</summary>
public static class IssueMeaning
{
    private static readonly FrozenDictionary<string, string> Meanings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["E101"] = "The file is empty",
        ["E102"] = "No header, or one that cannot be read",
        ["E103"] = "A required column is missing",
        ["E104"] = "A column appears twice",
        ["E105"] = "A forbidden column is present: an identifier that this feed must never carry",
        ["E106"] = "Not text, or an encoding that cannot be read",
        ["E107"] = "A quote is not closed",
        ["E108"] = "The file or a row is over the size limit",
        ["E109"] = "Too many rejected rows",
        ["E110"] = "Unknown feed or file type",
        ["E111"] = "No usable period, so the drop belongs to no quarter",
        ["E112"] = "The manifest contradicts the file",
        ["E113"] = "A damaged or hostile archive",
        ["R201"] = "A required value is missing",
        ["R202"] = "A value is not of the column's type",
        ["R203"] = "A value is out of range",
        ["R204"] = "A code that is not in the code list",
        ["R205"] = "The key occurs earlier in the drop",
        ["R206"] = "A rule across columns is broken",
        ["R207"] = "The row has the wrong number of fields",
        ["R208"] = "Outside the area policed",
        ["W101"] = "An unknown column was dropped",
        ["W102"] = "A code was treated as not stated",
        ["W103"] = "The text was not UTF-8 and was read as Windows-1252",
        ["W104"] = "A response or declaration rate changed by more than 10 points",
        ["W105"] = "The size changed by more than 30 % from the last quarter",
        ["W106"] = "Opening strength plus joiners minus leavers is not the closing strength",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All codes, in order.</summary>
    public static IEnumerable<string> Codes => Meanings.Keys.Order(StringComparer.Ordinal);

    /// <summary>The description of a code; the code itself if it is unknown.</summary>
    public static string Find(string code) => Meanings.GetValueOrDefault(code, code);
}

/// <summary>A fault or warning found in a drop: a value, never an exception. The message never holds a personal value.</summary>
/// <param name="Code">Stable code of feeds.md section 2: <c>E…</c> file, <c>R…</c> row, <c>W…</c> warning.</param>
/// <param name="Line">1-based line of the file, null where the fault has none.</param>
/// <param name="Column">The contract's column name, or the header as delivered.</param>
/// <param name="Message">What is wrong and how to correct it.</param>
public sealed record Issue(string Code, long? Line, string? Column, string Message);

/// <summary>The number of issues with a code.</summary>
public sealed record IssueCount(string Code, long Count)
{
    /// <summary>The description of the code.</summary>
    public string Meaning => IssueMeaning.Find(Code);
}
