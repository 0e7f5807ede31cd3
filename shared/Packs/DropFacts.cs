using IncDiv.Contracts.Receipts;

namespace IncDiv.Packs;

/// <summary>What the pack says about one drop; the numbers of its receipt.</summary>
/// <param name="DropId">Names the receipt.</param>
/// <param name="Counts">Faults and warnings by code.</param>
public sealed record DropFacts(
    string DropId, DropOutcome Outcome, long RowsRead, long RowsAccepted, long RowsRejected, IReadOnlyList<IssueCount> Counts);
