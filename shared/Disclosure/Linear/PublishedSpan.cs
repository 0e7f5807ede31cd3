using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Linear;

/// <summary>
/// What follows by addition and subtraction from the columns published so far. Three random combinations of all rows are kept, each with
/// enough of other rows taken off to vanish on everything published; a column follows from the published ones where they vanish on it, and
/// determinants of two or three columns tell what would follow with one or two more. Whatever follows is found with certainty (modulo the
/// prime); one in two thousand million others is taken to follow, which errs on the safe side.
/// </summary>
internal sealed class PublishedSpan
{
    private const int Probes = 3;
    private const int RowsTried = 24;

    private readonly CoverModel _model;
    private readonly uint[][] _probes;
    private readonly List<Pivot> _pivots = [];
    private readonly bool[] _used;
    private readonly uint[] _work;
    private ulong _seed = Probes;

    public PublishedSpan(CoverModel model)
    {
        _model = model;
        _used = new bool[model.RowCount];
        _work = new uint[model.CellCount];
        _probes = [.. Enumerable.Range(0, Probes).Select(p => Combination((ulong)p))];
    }

    /// <summary>Whether the column follows from the published ones.</summary>
    public bool Contains(int column) => _probes.All(p => p[column] == 0);

    /// <summary>Whether <paramref name="column"/> would follow if <paramref name="other"/> were published.</summary>
    public bool ContainsWith(int other, int column) => Minor(0, 1, other, column) == 0 && Minor(0, 2, other, column) == 0 && Minor(1, 2, other, column) == 0;

    /// <summary>Whether <paramref name="column"/> would follow if both others were published.</summary>
    public bool ContainsWith(int first, int second, int column)
    {
        uint a = ModularField.Multiply(_probes[0][column], Minor(1, 2, first, second));
        uint b = ModularField.Multiply(_probes[1][column], Minor(0, 2, first, second));
        uint c = ModularField.Multiply(_probes[2][column], Minor(0, 1, first, second));
        return ModularField.Add(ModularField.Subtract(a, b), c) == 0;
    }

    public void Publish(int column)
    {
        if (Contains(column))
            return;
        Pivot pivot = PivotFor(column);
        _pivots.Add(pivot);
        foreach (uint[] probe in _probes)
            pivot.TakeOff(probe);
    }

    private uint Minor(int i, int j, int first, int second) => ModularField.Subtract(
        ModularField.Multiply(_probes[i][first], _probes[j][second]), ModularField.Multiply(_probes[j][first], _probes[i][second]));

    // A row of few entries keeps the elimination sparse: the commonest combinations share most margins with those used before.
    private Pivot PivotFor(int column)
    {
        int[] rows = _model.Columns[column].Rows;
        foreach (int row in rows.Where(r => !_used[r]).OrderByDescending(r => _model.Counts[r]).ThenBy(r => r).Take(RowsTried))
        {
            Array.Clear(_work);
            foreach (int c in _model.ColumnsOfRow[row])
                _work[c] = ModularField.Of(_model.Columns[c].CoefficientOf(row));
            if (Reduced(column) is { } pivot)
            {
                _used[row] = true;
                return pivot;
            }
        }
        while (true)
        {
            Combination(_seed++).CopyTo(_work, 0);
            if (Reduced(column) is { } pivot)
                return pivot;
        }
    }

    private Pivot? Reduced(int column)
    {
        foreach (Pivot pivot in _pivots)
            pivot.TakeOff(_work);
        return _work[column] == 0 ? null : Pivot.Of(_work, column);
    }

    private uint[] Combination(ulong seed)
    {
        var sums = new uint[_model.CellCount];
        for (int c = 0; c < sums.Length; c++)
        {
            CoverColumn column = _model.Columns[c];
            for (int i = 0; i < column.Rows.Length; i++)
                sums[c] = ModularField.Add(sums[c], ModularField.Multiply(ModularField.Of(column.Coefficients[i]), ModularField.Scatter((seed << 32) + (ulong)column.Rows[i])));
        }
        return sums;
    }
}
