namespace IncDiv.Disclosure.Linear;

/// <summary>What follows by addition and subtraction from the columns published so far. Equations (rows of the model, or random sums of them where they are
/// many) are kept with enough of each other taken off to vanish on everything published. Three more are random sums of all: a column follows where they vanish
/// on it, and determinants of two or three columns tell what would follow with one or two more. Whatever follows is found with certainty; one in two thousand
/// million others is taken to follow, which errs on the safe side.</summary>
internal sealed class PublishedSpan
{
    private const int Probes = 3;

    private readonly bool[] _isForgotten;
    private readonly int[] _places;
    private LinearForm[] _probes;
    private LinearForms _equations;
    private int[] _live;
    private int _forgotten;

    public PublishedSpan(CoverModel model)
    {
        _isForgotten = new bool[model.CellCount];
        _live = [.. Enumerable.Range(0, model.CellCount)];
        _places = [.. _live];
        _equations = new LinearForms(model);
        _probes = [.. Enumerable.Range(0, Probes).Select(p => _equations.Sum(model.CellCount, (ulong)p << 32))];
    }

    /// <summary>Whether the column follows from the published ones.</summary>
    public bool Contains(int column) => Probe(0, column) == 0 && Probe(1, column) == 0 && Probe(2, column) == 0;

    /// <summary>Whether <paramref name="column"/> would follow if <paramref name="other"/> were published.</summary>
    public bool ContainsWith(int other, int column) => Minor(0, 1, other, column) == 0 && Minor(0, 2, other, column) == 0 && Minor(1, 2, other, column) == 0;

    /// <summary>What would follow if both were published: the cofactors of the determinant of three columns.</summary>
    public (uint, uint, uint) With(int first, int second) => (Minor(1, 2, first, second), Minor(2, 0, first, second), Minor(0, 1, first, second));

    /// <summary>Whether the column is among what <see cref="With"/> describes.</summary>
    public bool Contains((uint A, uint B, uint C) with, int column) =>
        ModularField.IsZero((ulong)Probe(0, column) * with.A, (ulong)Probe(1, column) * with.B, (ulong)Probe(2, column) * with.C);

    /// <summary>Columns of which more or less could follow if <paramref name="column"/>, which does not follow yet, were published; it is among them.</summary>
    // Publishing takes any one equation that has the column off the others: what has no term in it stays as it is.
    public IEnumerable<int> TouchedBy(int column) => _equations.Shortest(_places[column]).Places.Select(p => _live[p]);

    /// <summary>The column must not be asked about again.</summary>
    public void Forget(int column)
    {
        _isForgotten[column] = true;
        if (++_forgotten * 8 > _live.Length)
            Compact();
    }

    /// <summary>Publishes a column; it may still be asked about.</summary>
    /// <returns>The columns that follow from now on.</returns>
    public IReadOnlyList<int> Publish(int column)
    {
        if (Contains(column))
            return [];
        int[] touched = [.. TouchedBy(column).Where(c => !Contains(c))];
        _equations.Eliminate(_places[column], _probes);
        return Array.FindAll(touched, Contains);
    }

    private void Compact()
    {
        int[] kept = [.. _live.Where(c => !_isForgotten[c])];
        int[] places = [.. kept.Select(c => _places[c])];
        _equations = _equations.Over(places);
        _probes = [.. _probes.Select(p => p.Over(places))];
        _live = kept;
        for (int place = 0; place < kept.Length; place++)
            _places[kept[place]] = place;
        _forgotten = 0;
    }

    private uint Probe(int probe, int column) => (uint)_probes[probe][_places[column]];

    private uint Minor(int i, int j, int first, int second) => ModularField.Subtract(
        ModularField.Multiply(Probe(i, first), Probe(j, second)), ModularField.Multiply(Probe(j, first), Probe(i, second)));
}
