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
        foreach (Equation equation in equations)
            foreach (Atom part in equation.Parts)
            {
                Atom a = Root(equation.Whole), b = Root(part);
                if (a != b)
                    parent[b] = a;
            }
        ILookup<Atom, Equation> equationsOf = equations.OrderBy(e => e.Whole.Key, StringComparer.Ordinal)
            .ThenBy(e => string.Join('|', e.Parts.Select(p => p.Key)), StringComparer.Ordinal).ToLookup(e => Root(e.Whole));
        return [.. atoms.Where(a => a.Value is not null).OrderBy(a => a.Key, StringComparer.Ordinal).GroupBy(Root).Select(g => new LinkedTables([.. g], [.. equationsOf[g.Key]]))];
    }
}
