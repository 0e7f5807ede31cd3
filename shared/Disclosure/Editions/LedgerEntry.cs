using IncDiv.Contracts;

namespace IncDiv.Disclosure.Editions;

/// <summary>What a release made of a count (disclosure.md 4.4). Restricted: it holds true values.</summary>
/// <param name="Quarters">Of the people.</param>
/// <param name="Boxes">Columns to codes, as in <see cref="Population"/>.</param>
/// <param name="Less">The boxes of people who are taken off; none for most.</param>
/// <param name="Persons">The count as it was then.</param>
/// <param name="IsHidden">Suppressed then, or published.</param>
/// <param name="IsPrimary">Hidden for its own sake.</param>
public sealed record LedgerEntry(
    string Feed, IReadOnlyList<string> Quarters, IReadOnlyList<IReadOnlyDictionary<string, string[]>> Boxes,
    IReadOnlyList<IReadOnlyList<IReadOnlyDictionary<string, string[]>>> Less, long Persons, bool IsHidden, bool IsPrimary)
{
    internal static LedgerEntry Of(PopulationCount count, bool isHidden) => new(
        count.Who.Feed, [.. count.Who.Quarters.Select(q => q.ToString())], count.Who.Boxes, [.. count.Less.Select(l => l.Boxes)], count.Persons, isHidden,
        count.IsPrimary);

    internal PopulationCount Count() => new(Who(Boxes), [.. Less.Select(Who)]);

    private Population Who(IReadOnlyList<IReadOnlyDictionary<string, string[]>> boxes) => new(Feed, [.. Quarters.Select(Quarter.Parse)], boxes);
}
