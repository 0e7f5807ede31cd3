namespace IncDiv.Disclosure.Release;

/// <summary>Which counts that no row tells must be hidden for their own sake (disclosure.md 4.2, S3b and S3e).</summary>
internal static class SmallRests
{
    /// <summary>All that is asked for what people answered, and for what cannot be given more.</summary>
    public static readonly IntervalRequirement NotExact = new(1, 1);

    /// <summary>Marks what is left by subtraction: people whose characteristic is not stated, or who are in one table and not in another.</summary>
    public static void Mark(Inventory inventory, DisclosurePolicy policy)
    {
        HashSet<string> complements = Complements(inventory);
        HashSet<(string, string, string)> questions = Questions(inventory);
        foreach (Atom atom in inventory.Atoms.Where(a => a.IsRest && PrimaryRules.IsSmall(a.Value ?? 0, inventory.MinimumOf(a.Set.Feed))))
        {
            if (inventory.AreUnstated(atom.Set))
                continue;
            bool isSensitive = inventory.IsSensitive(atom.Set);
            bool isResidual = atom.Set.Where.Any(w => w.Value.Contains(PeopleSet.Blank));
            // The others of a base whose share is shown: few of them over a large base are allowed where nothing sensitive is told.
            if (!isSensitive && !isResidual && (complements.Contains(atom.Key) || IsAnswer(atom, questions)))
                continue;
            atom.MakePrimary(policy.RequirementFor(isSensitive, inventory.MinimumOf(atom.Set.Feed)));
        }
    }

    /// <summary>Marks the small numerators of rows that are masked for their own sake: who is in so small a base must not be told by its parts.</summary>
    public static void MarkNumerators(Inventory inventory, DisclosurePolicy policy)
    {
        HashSet<(string, string, string)> questions = Questions(inventory);
        foreach (Atom atom in inventory.Atoms)
        {
            int minimum = inventory.MinimumOf(atom.Set.Feed);
            if (atom.IsPrimary || atom.IsKnown || atom.IsBase || atom.IsRest
                || atom.Value >= minimum || atom.Rows.Count == 0 || !atom.Rows.All(r => inventory.IsPrimary[r]))
                continue;
            bool isSensitive = inventory.IsSensitive(atom.Set);
            atom.MakePrimary(!isSensitive && IsAnswer(atom, questions) ? NotExact : policy.RequirementFor(isSensitive, minimum));
            atom.IsSoft = !isSensitive;
        }
    }

    // Those of a base who are not in the numerator, where both differ in one dimension.
    private static HashSet<string> Complements(Inventory inventory)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (int row = 0; row < inventory.Rows.Count; row++)
        {
            if (inventory.AtomsOf[row] is not [{ } whole, { } part])
                continue;
            string[] differing =
            [
                .. part.Set.Where
                    .Where(w => !whole.Set.Where.TryGetValue(w.Key, out string[]? codes) || !codes.SequenceEqual(w.Value))
                    .Select(w => w.Key),
            ];
            if (differing.Length == 1 && whole.Set.Where.TryGetValue(differing[0], out string[]? all))
                found.Add(whole.Set.With(differing[0], [.. all.Except(part.Set.Where[differing[0]])]).ToString());
            else
                found.Add(PeopleSet.Of(whole.Set.Feed, whole.Set.Where.Append(new(Equations.Others + part.Set.Key, ["true"]))).ToString());
        }
        return found;
    }

    private static HashSet<(string, string, string)> Questions(Inventory inventory) =>
    [
        .. from atom in inventory.Atoms
           where atom.IsBase
           from w in atom.Set.Where
           where inventory.Sets.IsItem(atom.Set.Feed, w.Key)
           select (atom.Set.Feed, w.Key, string.Join('+', w.Value)),
    ];

    // People by what they answered, not by whether they did.
    private static bool IsAnswer(Atom atom, HashSet<(string Feed, string Item, string)> questions) => atom.Set.Where.Any(w =>
        questions.Any(q => q.Feed == atom.Set.Feed && q.Item == w.Key) && !questions.Contains((atom.Set.Feed, w.Key, string.Join('+', w.Value))));
}
