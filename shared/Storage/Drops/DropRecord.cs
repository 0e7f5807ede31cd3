using IncDiv.Contracts.Receipts;

namespace IncDiv.Storage.Drops;

/// <summary>One row of the ledger: the final state of a drop.</summary>
/// <param name="Id">The drop's id. A duplicate has its own id, made from the id of the bytes and its path and version.</param>
/// <param name="File">Path in the container <c>drops</c>.</param>
/// <param name="ETag">Version of the blob. It identifies repeated deliveries of the same event.</param>
/// <param name="Invited">Number of people invited to the survey, from the drop's manifest.</param>
/// <param name="Landed">When the blob was last written, in UTC. It decides which of two drops is newer.</param>
public sealed record DropRecord(
    string Feed, string Id, string File, string ETag, DateTimeOffset Landed, DropOutcome Outcome, long Bytes,
    long RowsRead, long RowsAccepted, long RowsRejected, IReadOnlyList<QuarterRows> Quarters, IReadOnlyList<IssueCount> Counts,
    long? Invited, int ContractVersion, string? DuplicateOf, string Summary)
{
    /// <summary>Whether all follow-up work is done: audit, markers and superseded drops. If not, reconciliation does it.</summary>
    public bool Finished { get; init; }

    /// <summary>The latest quarter of its accepted rows.</summary>
    public Quarter LastQuarter() => Quarters.Max(q => Quarter.Parse(q.Quarter));

    public bool Covers(Quarter quarter)
    {
        string written = quarter.ToString();
        return Quarters.Any(q => q.Quarter == written);
    }

    /// <summary>Whether this drop landed after <paramref name="other"/>. Drops that landed in the same second are ordered by id.</summary>
    public bool IsNewerThan(DropRecord other) => (Landed.CompareTo(other.Landed), string.CompareOrdinal(Id, other.Id)) is ( > 0, _) or (0, > 0);
}
