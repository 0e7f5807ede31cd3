using IncDiv.Contracts.Receipts;

namespace IncDiv.Packs;

/// <summary>What came in for one feed in the quarter. A feed without an accepted drop is missing and shows as <c>[x]</c>.</summary>
/// <param name="Title">The feed's name in words.</param>
/// <param name="Drops">Every drop of the quarter, whatever became of it, in the order of the ledger.</param>
/// <param name="Note">For the reader, such as "carried forward from the wave of 2026-27-Q1"; empty for none.</param>
public sealed record FeedFacts(string Feed, string Title, int ContractVersion, IReadOnlyList<DropFacts> Drops, string Note = "")
{
    /// <summary>The drops that the figures were computed from.</summary>
    public IEnumerable<DropFacts> Accepted => Drops.Where(d => d.Outcome == DropOutcome.Accepted);

    public bool IsMissing => !Accepted.Any();
}
