using IncDiv.Contracts;

namespace IncDiv.Disclosure.Editions;

/// <summary>What was published before (disclosure.md 4.4): it cannot be taken back, what was hidden must not come out by comparing, and patterns stay the same
/// as far as they can.</summary>
/// <param name="Entries">The counts of earlier releases; of each count the newest entry last.</param>
public sealed record History(IReadOnlyList<LedgerEntry> Entries)
{
    // Once hidden, a count is shown again only when it is so much above the threshold: else it would be known to stand there.
    private const int Hysteresis = 3;

    public static History None { get; } = new([]);

    /// <summary>What was published of the people of one feed.</summary>
    internal History Of(string feed) => new([.. Entries.Where(e => e.Feed == feed)]);

    /// <summary>Writes into the inventory what earlier releases made of its counts, and adds those of the same quarters.</summary>
    internal void Recall(CountInventory inventory)
    {
        var entries = new Dictionary<string, (PopulationCount Count, LedgerEntry Entry)>(StringComparer.Ordinal);
        foreach (LedgerEntry entry in Entries)
            if (entry.Count() is var count)
                entries[count.Key] = (count, entry);
        foreach (PopulationCount count in inventory.Counts.ToArray())
        {
            count.Earlier = entries.GetValueOrDefault(count.Key).Entry;
            if (count.Less.Count > 0 || entries.GetValueOrDefault(count.Who.Moved(-1).Key).Entry is not { IsHidden: true } before)
                continue;
            count.HiddenBefore = true;
            if (before.IsPrimary && count.IsBase && PrimaryRules.IsSmall(count.Persons, inventory.Minimum + Hysteresis))
                count.MakePrimary(inventory.RequirementFor(count.Who));
        }
        // Counts that were published in full tell nothing new, and those of other quarters share nobody.
        HashSet<Quarter> open = [.. inventory.Counts.Where(c => c.Earlier is null).SelectMany(c => c.Who.Quarters)];
        // A year that came out says something of a quarter only with its other quarters.
        HashSet<Quarter> linked =
            [.. open, .. entries.Values.Where(e => e.Count.Who.Quarters.Any(open.Contains)).SelectMany(e => e.Count.Who.Quarters)];
        foreach ((PopulationCount earlier, LedgerEntry entry) in entries.Values
            .Where(e => e.Count.Who.Quarters.Any(open.Contains) || e.Count.Who.Quarters.All(linked.Contains))
            .OrderBy(e => e.Count.Key, StringComparer.Ordinal))
        {
            PopulationCount count = inventory.CountOf(earlier.Who, earlier.Less);
            (count.Earlier, count.Persons) = (entry, entry.Persons);
            if (entry is { IsHidden: true, IsPrimary: true })
                count.MakePrimary(inventory.RequirementFor(earlier.Who));
        }
    }
}
