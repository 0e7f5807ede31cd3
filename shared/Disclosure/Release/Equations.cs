namespace IncDiv.Disclosure.Release;

/// <summary>Every way in which a whole is the sum of parts that share nobody, along each dimension and along time (disclosure.md S2). Parts that nobody tells
/// become counts of their own, the rest.</summary>
internal sealed class Equations
{
    /// <summary>Begins the name of the dimension of those in a base who are not in a part of it.</summary>
    public const string Others = "not in ";

    private readonly Inventory _inventory;
    private readonly string _feed;
    private readonly List<Equation> _found = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _labels = new(StringComparer.Ordinal);

    private Equations(Inventory inventory) => (_inventory, _feed) = (inventory, inventory.Rows[0].Feed);

    /// <param name="inventory">Of one feed.</param>
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

    // Rests are added on the way.
    private Atom[] AtomsNow() => [.. _inventory.Atoms];

    // Those whose length of service is known are, as far as anybody knows, all.
    private void WithAndWithoutNumbers()
    {
        foreach (Atom atom in AtomsNow())
            if (atom.Set.Where.Where(w => w.Value is [MeasureSets.Filled]).Select(w => w.Key).ToArray() is { Length: > 0 } numbers)
                _inventory.AtomOf(PeopleSet.Of(atom.Set.Feed, atom.Set.Where.Where(w => !numbers.Contains(w.Key))));
    }

    // BME women are a part of those whose ethnicity and sex are known, in two dimensions at once.
    private void NumeratorsInBases()
    {
        for (int row = 0; row < _inventory.Rows.Count; row++)
            if (_inventory.AtomsOf[row] is [{ } whole, { } part] && IsWithin(part.Set, whole.Set, out int differing) && differing > 1)
                Nest(whole, part);
    }

    // Who answered all twelve items answered each of them.
    private void NestedItems()
    {
        ILookup<string, (Atom Atom, string[] Items)> places = AtomsNow()
            .Where(a => a.IsBase && a.Rows.Count > 0)
            .Select(a => (Atom: a, Items: a.Set.Where.Keys.Where(k => _inventory.Sets.IsItem(_feed, k)).ToArray()))
            .ToLookup(a => a.Atom.Set.KeyWithout(a.Items));
        foreach (IGrouping<string, (Atom Atom, string[] Items)> place in places)
            foreach ((Atom inner, string[] items) in place.Where(p => p.Items.Length > 1))
                foreach ((Atom outer, string[] fewer) in place.Where(p => p.Items.Length < items.Length))
                    if (IsWithin(inner.Set, outer.Set, out _))
                        Nest(outer, inner);
    }

    private void Nest(Atom whole, Atom part) =>
        Add(whole, [part, _inventory.AtomOf(PeopleSet.Of(whole.Set.Feed, whole.Set.Where.Append(new(Others + part.Set.Key, ["true"]))))]);

    private static bool IsWithin(PeopleSet part, PeopleSet whole, out int differing)
    {
        differing = part.Where.Count(w => !whole.Where.TryGetValue(w.Key, out string[]? codes) || !codes.SequenceEqual(w.Value));
        return differing > 0 && whole.Where.All(w => part.Where.TryGetValue(w.Key, out string[]? codes) && codes.All(w.Value.Contains));
    }

    private void LearnLabels()
    {
        foreach (Atom atom in AtomsNow())
            foreach ((string dimension, string[] codes) in atom.Set.Where)
                if (_inventory.Sets.Domain(_feed, dimension) is null)
                {
                    if (!_labels.TryGetValue(dimension, out HashSet<string>? labels))
                        _labels.Add(dimension, labels = new(StringComparer.Ordinal) { PeopleSet.Blank });
                    labels.UnionWith(codes);
                }
    }

    // Those whose ethnicity is not known, by sex, add up to all whose ethnicity is not known, also where of all it is told who refused to say.
    private void WholesOfRests()
    {
        foreach (Atom rest in AtomsNow().Where(a => a.IsRest))
            foreach ((string unknown, string[] codes) in rest.Set.Where.Where(w => w.Value.Length > 1 && w.Value.Contains(PeopleSet.Blank)))
                if (_inventory.Sets.Domain(_feed, unknown) is { } domain)
                    foreach (string dimension in rest.Set.Where.Keys.Where(k => k != unknown && k != PeopleSet.Time))
                    {
                        PeopleSet whole = rest.Set.Without(dimension);
                        if (_inventory.IsTold(whole.Without(unknown)) && _inventory.IsTold(whole.With(unknown, [.. domain.Except(codes)])))
                            _inventory.AtomOf(whole);
                    }
    }

    private void AlongDimensions(int pass)
    {
        Atom[] atoms = AtomsNow();
        Dictionary<string, int> places = atoms.Select((atom, place) => (atom, place)).ToDictionary(a => a.atom.Set.Key, a => a.place, StringComparer.Ordinal);
        foreach (string dimension in atoms.SelectMany(a => a.Set.Where.Keys).Distinct().Order(StringComparer.Ordinal).ToArray())
            if (dimension.StartsWith(Others, StringComparison.Ordinal))
                continue;
            else if (!WorkOfRank.IsLinked(dimension))
                foreach (Atom[] table in TablesAlong(dimension, atoms, places))
                    Along(dimension, table[0].Set, table, pass);
            else
                foreach (IGrouping<string, Atom> group in atoms.GroupBy(a => a.Set.KeyWithout(WorkOfRank.Rank, WorkOfRank.Work)))
                    AlongLinked(dimension, [.. group], pass);
    }

    // Sets that differ in one dimension only, and the one that has it not; most sets have none of those that do.
    private static IEnumerable<Atom[]> TablesAlong(string dimension, Atom[] atoms, Dictionary<string, int> places)
    {
        ILookup<string, int> members = Enumerable.Range(0, atoms.Length).Where(i => atoms[i].Set.Where.ContainsKey(dimension))
            .ToLookup(i => atoms[i].Set.KeyWithout(dimension), StringComparer.Ordinal);
        return members.Select(m => places.TryGetValue(m.Key, out int whole) ? m.Append(whole).Order().ToArray() : [.. m])
            .OrderBy(m => m[0]).Select(m => m.Select(i => atoms[i]).ToArray());
    }

    // A rank tells the kind of work, so one set may stand in tables of several kinds of work.
    private void AlongLinked(string dimension, IReadOnlyList<Atom> group, int pass)
    {
        if (group.Count < 2)
            return;
        string other = dimension == WorkOfRank.Rank ? WorkOfRank.Work : WorkOfRank.Rank;
        PeopleSet rest = PeopleSet.Of(_feed, group[0].Set.Where.Where(w => !WorkOfRank.IsLinked(w.Key)));
        // All of a group differ in the two dimensions only.
        PeopleSet[] pairs = [.. group.Select(a => PeopleSet.Of(_feed, a.Set.Where.Where(w => WorkOfRank.IsLinked(w.Key))))];
        foreach (string[]? value in group.Select(a => a.Set.Where.GetValueOrDefault(other)).DistinctBy(v => v is null ? "" : string.Join('+', v)).ToArray())
        {
            PeopleSet without = PeopleSet.Of(_feed, value is null ? [] : [new(other, value)]);
            // A code of the one dimension adds nothing to the other.
            bool CanBeMember(PeopleSet pair) => value is null || !pair.Where.TryGetValue(other, out string[]? codes) || codes.All(value.Contains);
            PeopleSet Member(PeopleSet pair) => pair.Where.TryGetValue(dimension, out string[]? codes) ? without.With(dimension, codes) : without;
            Atom[] members = [.. group.Where((_, i) => CanBeMember(pairs[i]) && Member(pairs[i]).Equals(pairs[i]))];
            Along(dimension, rest.And(without.Where), members, pass);
        }
    }

    // Sets that differ in one dimension only. Codes that no member tells apart are one part.
    private void Along(string dimension, PeopleSet table, Atom[] members, int pass)
    {
        if (members.Length < 2)
            return;
        IReadOnlyList<string> domain = _inventory.Sets.Domain(_feed, dimension) ?? [.. _labels[dimension]];
        (Atom Atom, HashSet<string> Codes)[] covered =
            [.. members.Select(a => (a, (a.Set.Where.GetValueOrDefault(dimension) ?? domain).ToHashSet(StringComparer.Ordinal)))];
        string[][] parts =
        [
            .. domain
                .GroupBy(c => string.Concat(covered.Select(m => m.Codes.Contains(c) ? '1' : '0')))
                .Where(g => g.Key.Contains('1', StringComparison.Ordinal))
                .Select(g => g.ToArray()),
        ];
        Atom?[] named = [.. parts.Select(p => covered.FirstOrDefault(m => m.Codes.SetEquals(p)).Atom)];
        if (pass > 0 && named.Count(a => a is null) > 2)
            return;
        for (int i = 0; i < parts.Length; i++)
            named[i] ??= _inventory.AtomOf(table.With(dimension, parts[i]));
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
