namespace IncDiv.Disclosure.Release;

/// <summary>The revision rule (disclosure.md 4.4): a figure that was published stays as it was, or every count behind it moves by at least the threshold. A
/// figure that moved by one respondent would tell what the newcomer answered.</summary>
internal static class Revisions
{
    /// <returns>The figures with those frozen that must not move, and how many they are. Frozen rows have no counts: theirs are in the ledger.</returns>
    public static (ComputedMeasures Computed, int Frozen) Freeze(
        ComputedMeasures computed, History history, MeasureCatalogue catalogue, DisclosurePolicy policy)
    {
        if (history.Rows.Count == 0)
            return (computed, 0);
        IReadOnlyList<MeasureRow> rows = computed.Rows;
        Dictionary<PeopleSet, LedgerEntry> entries = history.BySet();
        Inventory inventory = Inventory.Of(rows, computed.Counts, catalogue, policy);
        var moved = new HashSet<Atom>();
        var still = new HashSet<Atom>();
        foreach (Atom atom in inventory.Atoms)
            if (entries.TryGetValue(atom.Set, out LedgerEntry? entry) && !entry.IsHidden && atom.Value is { } value && value != entry.Value)
                (Math.Abs(value - entry.Value) < inventory.MinimumOf(atom.Set.Feed) ? still : moved).Add(atom);
        var frozen = new bool[rows.Count];
        var work = new Queue<Atom>(still);
        while (work.TryDequeue(out Atom? atom))
            foreach (int row in atom.Rows.Where(r => !frozen[r]))
            {
                frozen[row] = true;
                // Two values of one count must not stand side by side.
                foreach (Atom other in inventory.AtomsOf[row].Where(moved.Remove))
                    work.Enqueue(other);
            }
        for (int i = 0; i < frozen.Length; i++)
            frozen[i] |= inventory.SidesOf[i].Any(s => frozen[s]);
        Dictionary<FigureKey, MeasureRow> published = history.Rows.ToDictionary(r => r.Key);
        ComputedMeasures kept = new(
            [.. rows.Select((r, i) => frozen[i] ? Last(r, published) : r)],
            [.. computed.Counts.Select((c, i) => frozen[i] ? FigureCounts.None : c)]);
        return (kept, frozen.Count(f => f));
    }

    private static MeasureRow Last(MeasureRow row, Dictionary<FigureKey, MeasureRow> published) =>
        published.TryGetValue(row.Key, out MeasureRow? last) ? last with { Edition = row.Edition } : RowMask.Mask(row);
}
