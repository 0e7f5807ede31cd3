namespace IncDiv.Disclosure.Release;

/// <summary>The counts of a release as a cover model, of one group of linked tables. Wholes are written as sums of the finest parts; every further way to add a
/// whole up is a cell that is public and zero.</summary>
internal sealed class ReleaseModel
{
    private readonly Dictionary<Atom, Equation> _definitions = [];
    private readonly Dictionary<Atom, int> _rows = [];
    private readonly Dictionary<Atom, IReadOnlyList<int>> _leaves = [];
    private readonly List<long> _counts = [];

    private ReleaseModel(LinkedTables tables)
    {
        IReadOnlyList<Equation> equations = tables.Equations;
        foreach (Equation equation in equations)
            _definitions.TryAdd(equation.Whole, equation);
        var cells = new List<CoverCell>();
        foreach (Atom atom in tables.Atoms)
        {
            if (atom.IsPrimary || !(atom.IsRest || atom.IsWithheld))
                cells.Add(CellOf(atom));
            if (atom.IsPrimary && atom.Earlier is { IsHidden: false })
                cells.Add(CellOf(atom) with { Key = $"{atom.Key} in an earlier edition", State = CellState.Forced });
        }
        for (int e = 0; e < equations.Count; e++)
            if (_definitions[equations[e].Whole] != equations[e] && Link(equations[e]) is { Count: > 0 } terms)
                cells.Add(new CoverCell(FormattableString.Invariant($"= {e:D6} {equations[e].Whole.Key}"), terms, 0) { State = CellState.Forced });
        Model = CoverModel.Build(_counts, cells);
    }

    private CoverModel Model { get; }

    public static CoverModel Of(LinkedTables tables) => new ReleaseModel(tables).Model;

    private CoverCell CellOf(Atom atom) => new(atom.Key, [.. LeavesOf(atom).Select(r => new CoverTerm(r))], Math.Min(atom.Importance, 9))
    {
        State = atom.IsPrimary ? CellState.Primary : atom.Earlier is { IsHidden: false } ? CellState.Forced : CellState.Open,
        Requirement = atom.Requirement,
        HiddenBefore = atom.WasHidden,
        Contributors = atom.Persons,
    };

    private List<CoverTerm> Link(Equation equation)
    {
        var terms = new SortedDictionary<int, int>();
        foreach (int row in LeavesOf(equation.Whole))
            terms[row] = 1;
        foreach (int row in equation.Parts.SelectMany(LeavesOf))
            terms[row] = terms.GetValueOrDefault(row) - 1;
        return [.. terms.Where(t => t.Value != 0).Select(t => new CoverTerm(t.Key, t.Value))];
    }

    private IReadOnlyList<int> LeavesOf(Atom atom)
    {
        if (_leaves.TryGetValue(atom, out IReadOnlyList<int>? found))
            return found;
        if (_definitions.TryGetValue(atom, out Equation? definition))
            return _leaves[atom] = [.. definition.Parts.SelectMany(LeavesOf)];
        _rows.Add(atom, _counts.Count);
        _counts.Add(atom.Value!.Value);
        return _leaves[atom] = [_rows[atom]];
    }
}
