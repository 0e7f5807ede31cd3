using IncDiv.Contracts;

namespace IncDiv.Disclosure.Editions;

/// <summary>What a release made of a count (disclosure.md 4.4). Restricted: it holds true values.</summary>
/// <param name="Quarters">Of the people.</param>
/// <param name="Boxes">Columns to codes, as in <see cref="Population"/>.</param>
/// <param name="Persons">The count as it was then.</param>
/// <param name="IsHidden">Suppressed then, or published.</param>
/// <param name="IsPrimary">Hidden for its own sake.</param>
public sealed record LedgerEntry(
    string Feed, IReadOnlyList<string> Quarters, IReadOnlyList<IReadOnlyDictionary<string, string[]>> Boxes, long Persons, bool IsHidden, bool IsPrimary)
{
    internal static LedgerEntry Of(PopulationCount count, bool isHidden) =>
        new(count.Who.Feed, [.. count.Who.Quarters.Select(q => q.ToString())], count.Who.Boxes, count.Persons, isHidden, count.IsPrimary);

    internal Population Who() => new(Feed, [.. Quarters.Select(Quarter.Parse)], Boxes);
}
