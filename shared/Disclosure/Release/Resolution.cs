namespace IncDiv.Disclosure.Release;

/// <summary>Works out what is left from what is told. That nobody is left, or in a group, is taken as known to all (disclosure.md 4.1: the stricter
/// audit).</summary>
internal static class Resolution
{
    /// <returns>The equations that hold, without rests of nobody; and how many contradict the figures, such as figures of two vintages.</returns>
    public static (IReadOnlyList<Equation> Equations, int Contradictions) Run(IReadOnlyList<Equation> equations)
    {
        var open = new LinkedList<Equation>(equations);
        var holding = new List<Equation>();
        int contradictions = 0;
        while (open.Count > 0)
        {
            bool moved = false;
            for (LinkedListNode<Equation>? node = open.First; node is not null;)
            {
                LinkedListNode<Equation>? next = node.Next;
                Atom[] unknown = [.. node.Value.All.Where(a => a.Value is null)];
                if (unknown.Length < 2)
                {
                    if (Settle(node.Value, unknown))
                        holding.Add(node.Value);
                    else
                        contradictions++;
                    open.Remove(node);
                    moved = true;
                }
                node = next;
            }
            if (moved)
                continue;
            // Of quarters that nobody was told of, sums over time tell nothing.
            if (RemoveAll(open, e => e.IsOverTime))
                continue;
            // Figures that nothing settles: any table that fits will do, first one in which nobody's number is missing.
            open.SelectMany(e => e.All).Where(a => a.Value is null).GroupBy(a => a)
                    .OrderByDescending(g => Lacks(g.Key)).ThenByDescending(g => g.Count()).ThenBy(g => g.Key.Key, StringComparer.Ordinal).First().Key.Value = 0;
        }
        IEnumerable<Equation> left = holding
            .Select(e => e with { Parts = [.. e.Parts.Where(p => p.Value > 0 || !(p.IsRest || p.IsBase))] })
            .Where(e => e.Parts.Count > 0);
        return ([.. left], contradictions);
    }

    private static bool RemoveAll(LinkedList<Equation> equations, Predicate<Equation> match)
    {
        Equation[] found = [.. equations.Where(e => match(e))];
        foreach (Equation equation in found)
            equations.Remove(equation);
        return found.Length > 0;
    }

    private static bool Lacks(Atom atom) => atom.Set.Where.Any(w => w.Value is [PeopleSet.Blank]);

    private static bool Settle(Equation equation, Atom[] unknown)
    {
        long parts = equation.Parts.Sum(p => p.Value ?? 0);
        if (unknown.Length == 0)
            return equation.Whole.Value == parts;
        long value = equation.Whole.Value is { } whole ? whole - parts : parts;
        if (value < 0)
            return false;
        unknown[0].Value = value;
        return true;
    }
}
