namespace IncDiv.Disclosure.Release;

/// <summary>Counts that equations link, directly or over others, in ordinal order of their keys.</summary>
internal sealed record LinkedTables(IReadOnlyList<Atom> Atoms, IReadOnlyList<Equation> Equations)
{
    /// <summary>The groups in order of their first key: what is hidden in one says nothing about another.</summary>
    public static IReadOnlyList<LinkedTables> Of(IEnumerable<Atom> atoms, IReadOnlyList<Equation> equations)
    {
        var parent = new Dictionary<Atom, Atom>();
        Atom Root(Atom atom)
        {
            Atom root = atom;
            while (parent.TryGetValue(root, out Atom? next))
                root = next;
            if (root != atom)
                parent[atom] = root;
            return root;
        }
        // What is known to all links nothing: on both sides of it tables are hidden or shown for themselves.
        foreach (Equation equation in equations)
        {
            Atom[] unknown = [.. equation.All.Where(x => !x.IsKnown)];
            foreach (Atom other in unknown.Skip(1))
            {
                Atom a = Root(unknown[0]), b = Root(other);
                if (a != b)
                    parent[b] = a;
            }
        }
        ILookup<Atom, Equation> equationsOf = equations.Where(e => e.All.Any(a => !a.IsKnown)).OrderBy(e => e.Whole.Key, StringComparer.Ordinal)
            .ThenBy(e => string.Join('|', e.Parts.Select(p => p.Key)), StringComparer.Ordinal).ToLookup(e => Root(e.All.First(a => !a.IsKnown)));
        return
        [
            .. atoms.Where(a => a is { Value: not null, IsKnown: false }).OrderBy(a => a.Key, StringComparer.Ordinal).GroupBy(Root).Select(g =>
            {
                Equation[] own = [.. equationsOf[g.Key]];
                Atom[] known = [.. own.SelectMany(e => e.All).Where(a => a.IsKnown).Distinct()];
                return new LinkedTables([.. g.Concat(known).OrderBy(a => a.Key, StringComparer.Ordinal)], own);
            }),
        ];
    }
}
