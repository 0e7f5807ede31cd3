namespace IncDiv.Disclosure.Release;

/// <summary>
/// Every way in which a whole is the sum of parts that share nobody, along each dimension and along time (disclosure.md S2). Parts that
/// nobody tells become counts of their own, the rest.
/// </summary>
internal sealed class Equations(Inventory inventory)
{
    /// <summary>Begins the name of the dimension of those in a base who are not in a part of it.</summary>
    public const string Others = "not in ";

    private readonly List<Equation> _found = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), HashSet<string>> _labels = [];

    public static IReadOnlyList<Equation> Of(Inventory inventory)
    {
        var equations = new Equations(inventory);
        equations.WithAndWithoutNumbers();
        equations.NumeratorsInBases();
        equations.NestedItems();
        equations.LearnLabels();
        // Twice: what is left in one dimension is in turn a sum along another.
        equations.AlongDimensions(pass: 0);
        equations.WholesOfRests();
        equations.AlongDimensions(pass: 1);
        return equations._found;
    }

    // Those whose length of service is known are, as far as anybody knows, all.
    private void WithAndWithoutNumbers()
    {
        foreach (Atom atom in inventory.Atoms.ToArray())
            if (atom.Set.Where.Where(w => w.Value is [MeasureSets.Filled]).Select(w => w.Key).ToArray() is { Length: > 0 } numbers)
                inventory.AtomOf(PeopleSet.Of(atom.Set.Feed, atom.Set.Where.Where(w => !numbers.Contains(w.Key))));
    }

    // BME women are a part of those whose ethnicity and sex are known, in two dimensions at once.
    private void NumeratorsInBases()
    {
        for (int row = 0; row < inventory.Rows.Count; row++)
            if (inventory.AtomsOf[row] is [{ } whole, { } part] && IsWithin(part.Set, whole.Set, out int differing) && differing > 1)
                Nest(whole, part);
    }

    // Who answered all twelve items answered each of them.
    private void NestedItems()
    {
        foreach (IGrouping<string, Atom> feed in inventory.Atoms.Where(a => a.IsBase && a.Rows.Count > 0).ToArray().GroupBy(a => a.Set.Feed))
        {
            ILookup<string, (Atom Atom, string[] Items)> places = feed.ToLookup(
                a => a.Set.KeyWithout([.. a.Set.Where.Keys.Where(k => inventory.Sets.IsItem(feed.Key, k))]),
                a => (a, a.Set.Where.Keys.Where(k => inventory.Sets.IsItem(feed.Key, k)).ToArray()));
            foreach (IGrouping<string, (Atom Atom, string[] Items)> place in places)
                foreach ((Atom inner, string[] items) in place.Where(p => p.Items.Length > 1))
                    foreach ((Atom outer, string[] fewer) in place.Where(p => p.Items.Length < items.Length))
                        if (IsWithin(inner.Set, outer.Set, out _))
                            Nest(outer, inner);
        }
    }

    private void Nest(Atom whole, Atom part) =>
        Add(whole, [part, inventory.AtomOf(PeopleSet.Of(whole.Set.Feed, whole.Set.Where.Append(new(Others + part.Set.Key, ["true"]))))]);

    private static bool IsWithin(PeopleSet part, PeopleSet whole, out int differing)
    {
        differing = part.Where.Count(w => !whole.Where.TryGetValue(w.Key, out string[]? codes) || !codes.SequenceEqual(w.Value));
        return differing > 0 && whole.Where.All(w => part.Where.TryGetValue(w.Key, out string[]? codes) && codes.All(w.Value.Contains));
    }

    private void LearnLabels()
    {
        foreach (Atom atom in inventory.Atoms)
            foreach ((string dimension, string[] codes) in atom.Set.Where)
                if (inventory.Sets.Domain(atom.Set.Feed, dimension) is null)
                {
                    if (!_labels.TryGetValue((atom.Set.Feed, dimension), out HashSet<string>? labels))
                        _labels.Add((atom.Set.Feed, dimension), labels = new(StringComparer.Ordinal) { PeopleSet.Blank });
                    labels.UnionWith(codes);
                }
    }

    // Those whose ethnicity is not known, by sex, add up to all whose ethnicity is not known, also where of all it is told who refused to say.
    private void WholesOfRests()
    {
        foreach (Atom rest in inventory.Atoms.Where(a => a.IsRest).ToArray())
            foreach ((string unknown, string[] codes) in rest.Set.Where.Where(w => w.Value.Length > 1 && w.Value.Contains(PeopleSet.Blank)))
                foreach (string dimension in rest.Set.Where.Keys.Where(k => k != unknown && k != PeopleSet.Time))
                {
                    PeopleSet whole = rest.Set.Without(dimension);
                    if (inventory.Sets.Domain(whole.Feed, unknown) is { } domain && inventory.IsTold(whole.Without(unknown)) && inventory.IsTold(whole.With(unknown, [.. domain.Except(codes)])))
                        inventory.AtomOf(whole);
                }
    }

    private void AlongDimensions(int pass)
    {
        foreach (IGrouping<string, Atom> feed in inventory.Atoms.ToArray().GroupBy(a => a.Set.Feed))
            AlongDimensions([.. feed], pass);
    }

    private void AlongDimensions(IReadOnlyList<Atom> atoms, int pass)
    {
        foreach (string dimension in atoms.SelectMany(a => a.Set.Where.Keys).Distinct().Order(StringComparer.Ordinal).ToArray())
            if (dimension.StartsWith(Others, StringComparison.Ordinal))
                continue;
            else if (!WorkOfRank.IsLinked(dimension))
                foreach (IGrouping<string, Atom> table in atoms.GroupBy(a => a.Set.KeyWithout(dimension)))
                    Along(dimension, table.First().Set, [.. table], pass);
            else
                foreach (IGrouping<string, Atom> group in atoms.GroupBy(a => a.Set.KeyWithout(WorkOfRank.Rank, WorkOfRank.Work)))
                    AlongLinked(dimension, [.. group], pass);
    }

    // A rank tells the kind of work, so one set may stand in tables of several kinds of work.
    private void AlongLinked(string dimension, IReadOnlyList<Atom> group, int pass)
    {
        if (group.Count < 2)
            return;
        string other = dimension == WorkOfRank.Rank ? WorkOfRank.Work : WorkOfRank.Rank;
        foreach (string[]? value in group.Select(a => a.Set.Where.GetValueOrDefault(other)).DistinctBy(v => v is null ? "" : string.Join('+', v)).ToArray())
        {
            PeopleSet without = PeopleSet.Of(group[0].Set.Feed, group[0].Set.Where.Where(w => !WorkOfRank.IsLinked(w.Key)));
            if (value is not null)
                without = without.With(other, value);
            Atom[] members = [.. group.Where(a => (a.Set.Where.TryGetValue(dimension, out string[]? codes) ? without.With(dimension, codes) : without).Equals(a.Set))];
            Along(dimension, without, members, pass);
        }
    }

    // Sets that differ in one dimension only. Codes that no member tells apart are one part.
    private void Along(string dimension, PeopleSet table, Atom[] members, int pass)
    {
        if (members.Length < 2)
            return;
        IReadOnlyList<string> domain = inventory.Sets.Domain(table.Feed, dimension) ?? [.. _labels[(table.Feed, dimension)]];
        (Atom Atom, HashSet<string> Codes)[] covered = [.. members.Select(a => (a, (a.Set.Where.GetValueOrDefault(dimension) ?? domain).ToHashSet(StringComparer.Ordinal)))];
        string[][] parts =
        [
            .. domain.GroupBy(c => string.Concat(covered.Select(m => m.Codes.Contains(c) ? '1' : '0'))).Where(g => g.Key.Contains('1', StringComparison.Ordinal))
                .Select(g => g.ToArray()),
        ];
        Atom?[] named = [.. parts.Select(p => covered.FirstOrDefault(m => m.Codes.SetEquals(p)).Atom)];
        if (pass > 0 && named.Count(a => a is null) > 2)
            return;
        for (int i = 0; i < parts.Length; i++)
            named[i] ??= inventory.AtomOf(table.With(dimension, parts[i]));
        foreach ((Atom whole, HashSet<string> codes) in covered)
        {
            Atom[] inside = [.. named.Where((_, i) => codes.Contains(parts[i][0])).Select(a => a!)];
            if (inside.Length > 1)
                Add(whole, inside);
        }
    }

    private void Add(Atom whole, IReadOnlyList<Atom> parts)
    {
        if (_seen.Add($"{whole.Key}={string.Join('|', parts.Select(p => p.Key).Order(StringComparer.Ordinal))}"))
            _found.Add(new Equation(whole, parts));
    }
}
