using IncDiv.Contracts.Receipts;

namespace IncDiv.Storage.Drops;

/// <summary>One row of the ledger: the state that a drop ended in.</summary>
/// <param name="Id">The drop's id; a duplicate has one of its own, made from the id of the bytes and its place.</param>
/// <param name="File">Path below the container <c>drops</c>.</param>
/// <param name="ETag">Version of the blob, by which a second delivery of the same event is known.</param>
/// <param name="Invited">People invited to the survey, as the drop's manifest states.</param>
/// <param name="Landed">When the blob was last written, UTC; decides which of two drops is the newer.</param>
public sealed record DropRecord(
    string Feed,
    string Id,
    string File,
    string ETag,
    DateTimeOffset Landed,
    DropOutcome Outcome,
    long Bytes,
    long RowsRead,
    long RowsAccepted,
    long RowsRejected,
    IReadOnlyList<QuarterRows> Quarters,
    IReadOnlyList<IssueCount> Counts,
    long? Invited,
    int ContractVersion,
    string? DuplicateOf,
    string Summary)
{
    /// <summary>Whether all that follows from the row was done: audit, markers, what it supersedes. Where not, reconciliation does it.</summary>
    public bool Finished { get; init; }

    /// <summary>The latest quarter of its accepted rows.</summary>
    public Quarter LastQuarter() => Quarters.Max(q => Quarter.Parse(q.Quarter));

    public bool Covers(Quarter quarter)
    {
        string written = quarter.ToString();
        return Quarters.Any(q => q.Quarter == written);
    }

    /// <summary>Whether this drop landed after <paramref name="other"/>; drops of the same second are ordered by their id.</summary>
    public bool IsNewerThan(DropRecord other) => (Landed.CompareTo(other.Landed), string.CompareOrdinal(Id, other.Id)) is ( > 0, _) or (0, > 0);
}
