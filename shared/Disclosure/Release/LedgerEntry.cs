namespace IncDiv.Disclosure.Release;

/// <summary>What a release made of a count (disclosure.md 4.4). Restricted: it holds true values.</summary>
/// <param name="Where">The set of people: column to codes.</param>
/// <param name="Value">The count as it was then.</param>
/// <param name="IsHidden">Masked then, or published.</param>
/// <param name="IsPrimary">Hidden for its own sake.</param>
public sealed record LedgerEntry(string Feed, IReadOnlyDictionary<string, string[]> Where, long Value, bool IsHidden, bool IsPrimary);
