using IncDiv.Contracts;

namespace IncDiv.Disclosure.Release;

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

    /// <summary>Writes into the inventory what earlier releases made of its counts, and adds those that windows share with it.</summary>
    internal void Recall(Inventory inventory, DisclosurePolicy policy)
    {
        Dictionary<PeopleSet, LedgerEntry> entries = BySet();
        HashSet<string> tables = [.. inventory.Atoms.Select(a => TableOf(a.Set))];
        // Windows of this release or of a later quarter's that came out first.
        HashSet<string> windows =
        [
            .. inventory.Atoms.Select(a => a.Set)
                .Concat(entries.Keys)
                .Where(s => s.Where[PeopleSet.Time].Length > 1)
                .Select(TableOf)
                .Where(tables.Contains),
        ];
        foreach (Atom atom in inventory.Atoms.ToArray())
            if (Shifted(atom.Set) is { } before && entries.TryGetValue(before, out LedgerEntry? last) && last.IsHidden)
            {
                atom.WasHidden = true;
                if (last.IsPrimary && atom.IsBase && atom.Value > 0 && (atom.Persons ?? atom.Value) < inventory.MinimumOf(atom.Set.Feed) + Hysteresis)
                    atom.MakePrimary(policy.RequirementFor(inventory.IsSensitive(atom.Set), inventory.MinimumOf(atom.Set.Feed)));
            }
        foreach ((PeopleSet set, LedgerEntry entry) in entries.OrderBy(e => e.Key.ToString(), StringComparer.Ordinal))
        {
            bool isTold = inventory.Find(set) is { Value: not null };
            if (!isTold && !windows.Contains(TableOf(set)))
                continue;
            Atom atom = inventory.AtomOf(set);
            atom.Value ??= entry.Value;
            atom.WasHidden |= entry.IsHidden;
            // A count of other data is another one.
            if (atom.Value != entry.Value)
                continue;
            atom.Earlier = entry;
            // It cannot be taken back; its rows are masked all the same.
            if (!entry.IsHidden && atom.IsFew)
                atom.IsPrimary = false;
            // Told again, such as a wave in each quarter of its year, it stays hidden: two patterns together could tell more than each.
            atom.IsWithheld = entry.IsHidden;
            if (entry is { IsHidden: true, IsPrimary: true })
                atom.MakePrimary(policy.RequirementFor(inventory.IsSensitive(set), inventory.MinimumOf(set.Feed)));
        }
        inventory.HideWhatTellsThePast(set => entries.TryGetValue(set, out LedgerEntry? entry) && entry.IsHidden);
    }

    internal Dictionary<PeopleSet, LedgerEntry> BySet()
    {
        var entries = new Dictionary<PeopleSet, LedgerEntry>();
        foreach (LedgerEntry entry in Entries)
            entries[PeopleSet.Of(entry.Feed, entry.Where)] = entry;
        return entries;
    }

    // The same people over any time.
    private static string TableOf(PeopleSet set) => $"{set.Feed}/{set.KeyWithout(PeopleSet.Time)}";

    private static PeopleSet? Shifted(PeopleSet set)
    {
        string[] time = set.Where[PeopleSet.Time];
        return time.All(t => Quarter.TryParse(t, out _)) ? set.With(PeopleSet.Time, [.. time.Select(t => Quarter.Parse(t).AddQuarters(-1).ToString())]) : null;
    }
}
