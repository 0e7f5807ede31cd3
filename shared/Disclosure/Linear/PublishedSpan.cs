using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Linear;

/// <summary>
/// What follows by addition and subtraction from the columns published so far. Equations (rows of the model, or random sums of them where
/// they are many) are kept with enough of each other taken off to vanish on everything published. Three more are random sums of all: a
/// column follows where they vanish on it, and determinants of two or three columns tell what would follow with one or two more. Whatever
/// follows is found with certainty; one in two thousand million others is taken to follow, which errs on the safe side.
/// </summary>
internal sealed class PublishedSpan
{
    private const int Probes = 3;
    private const int Spare = 64;

    private readonly bool[] _isForgotten;
    private readonly int[] _places;
    private ulong[][] _probes;
    private List<ulong[]> _equations;
    private int[] _live;
    private int _forgotten;

    public PublishedSpan(CoverModel model)
    {
        _isForgotten = new bool[model.CellCount];
        _live = [.. Enumerable.Range(0, model.CellCount)];
        _places = [.. _live];
        _equations = [.. Equations(model)];
        _probes = [.. Enumerable.Range(0, Probes).Select(p => Sum((ulong)p << 32))];
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

    /// <summary>The column must not be asked about again.</summary>
    public void Forget(int column)
    {
        _isForgotten[column] = true;
        if (++_forgotten * 8 > _live.Length)
            Compact();
    }

    /// <summary>Publishes a column; it may still be asked about.</summary>
    public void Publish(int column)
    {
        if (!Contains(column))
            Eliminate(_places[column]);
    }

    // Any equation that has the column is solved for it and taken off all others.
    private void Eliminate(int place)
    {
        int found = _equations.FindIndex(e => e[place] != 0);
        ulong[] pivot = _equations[found];
        _equations[found] = _equations[^1];
        _equations.RemoveAt(_equations.Count - 1);
        uint inverse = ModularField.Inverse((uint)pivot[place]);
        foreach (ulong[] equation in _equations.Concat(_probes))
            if (equation[place] != 0)
                ModularField.AddMultiple(equation, pivot, ModularField.Subtract(0, ModularField.Multiply((uint)equation[place], inverse)));
    }

    private void Compact()
    {
        int[] kept = [.. _live.Where(c => !_isForgotten[c])];
        ulong[] Narrow(ulong[] equation) => [.. kept.Select(c => equation[_places[c]])];
        _equations = [.. _equations.Select(Narrow)];
        _probes = [.. _probes.Select(Narrow)];
        _live = kept;
        for (int place = 0; place < kept.Length; place++)
            _places[kept[place]] = place;
        _forgotten = 0;
    }

    private uint Probe(int probe, int column) => (uint)_probes[probe][_places[column]];

    private uint Minor(int i, int j, int first, int second) => ModularField.Subtract(
        ModularField.Multiply(Probe(i, first), Probe(j, second)), ModularField.Multiply(Probe(j, first), Probe(i, second)));

    // There are never more independent equations than columns: sums of few rows each, at random, are as good as all rows.
    private static ulong[][] Equations(CoverModel model)
    {
        bool isLarge = model.RowCount > model.CellCount + Spare;
        int count = isLarge ? model.CellCount + Spare : model.RowCount;
        ulong[][] equations = [.. Enumerable.Range(0, count).Select(_ => new ulong[model.CellCount])];
        for (int c = 0; c < model.CellCount; c++)
        {
            CoverColumn column = model.Columns[c];
            for (int i = 0; i < column.Rows.Length; i++)
            {
                int row = column.Rows[i];
                uint coefficient = ModularField.Of(column.Coefficients[i]);
                if (!isLarge)
                    equations[row][c] = coefficient;
                else
                    for (ulong copy = 0; copy < 2; copy++)
                    {
                        ulong seed = (copy << 33) + ((ulong)row << 1);
                        ulong[] equation = equations[ModularField.Scatter(seed) % count];
                        equation[c] = ModularField.Add((uint)equation[c], ModularField.Multiply(coefficient, ModularField.Scatter(seed + 1)));
                    }
            }
        }
        return equations;
    }

    private ulong[] Sum(ulong seed)
    {
        var sum = new ulong[_live.Length];
        for (int e = 0; e < _equations.Count; e++)
            ModularField.AddMultiple(sum, _equations[e], ModularField.Scatter(seed + (ulong)e + ((ulong)1 << 40)));
        return sum;
    }
}
