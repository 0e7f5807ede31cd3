namespace IncDiv.Disclosure.Intervals;

/// <summary>The basis of a linear program in which every cell is the sum of its rows, by the columns of its inverse. At first all cells are basic, and the
/// inverse is the identity; a column gets numbers of its own when its cell first leaves the basis. Variables are the rows of the model, then its cells.
/// </summary>
internal sealed class BasisInverse
{
    private readonly CoverModel _model;
    private readonly int _rows;
    private readonly double[]?[] _columns;
    private readonly List<int> _used = [];
    private readonly int[] _basic;
    private readonly int[] _line;

    public BasisInverse(CoverModel model)
    {
        (_model, _rows) = (model, model.RowCount);
        _columns = new double[model.CellCount][];
        _basic = new int[model.CellCount];
        _line = new int[_rows + model.CellCount];
        Reset();
    }

    /// <summary>Since it was the identity: rounding errors add up over many.</summary>
    public int Pivots { get; private set; }

    /// <summary>The basic variable of a line.</summary>
    public int Basic(int line) => _basic[line];

    public bool IsBasic(int variable) => _line[variable] >= 0;

    public void Reset()
    {
        Array.Clear(_columns);
        _used.Clear();
        Array.Fill(_line, -1);
        for (int cell = 0; cell < _basic.Length; cell++)
            (_basic[cell], _line[_rows + cell]) = (_rows + cell, cell);
        Pivots = 0;
    }

    /// <summary>By how much a cell, times a sign, grows with each variable that is not basic. Of basic ones the slope means nothing.</summary>
    public void Slopes(int cell, int sign, double[] slopes)
    {
        Array.Clear(slopes);
        int line = _line[_rows + cell];
        if (line < 0)
        {
            slopes[_rows + cell] = sign;
            return;
        }
        if (_columns[line] is null)
            AddPrice(line, sign, slopes);
        foreach (int c in _used)
            if (_columns[c]![line] is not 0 and var price)
                AddPrice(c, sign * price, slopes);
    }

    /// <summary>The column of a variable in terms of the basis, times a sign: when the variable grows, each basic one falls by so much.</summary>
    public void Entries(int variable, int sign, double[] entries)
    {
        Array.Clear(entries);
        if (variable >= _rows)
            Add(variable - _rows, sign, entries);
        else
            foreach (int c in _model.ColumnsOfRow[variable])
                Add(c, -sign * _model.Columns[c].CoefficientOf(variable), entries);
    }

    /// <summary>Takes a variable into the basis.</summary>
    /// <param name="line">Of the variable that leaves it.</param>
    /// <param name="entries">Those of the entering variable.</param>
    public void Pivot(int line, int entering, double[] entries)
    {
        double inverse = 1 / entries[line];
        if (_columns[line] is null)
        {
            _columns[line] = Unit(line);
            _used.Add(line);
        }
        foreach (int c in _used)
        {
            double[] column = _columns[c]!;
            if (column[line] == 0)
                continue;
            double factor = column[line] * inverse;
            RoundedSum.AddMultiple(column, entries, -factor);
            column[line] = factor;
        }
        _line[_basic[line]] = -1;
        (_basic[line], _line[entering]) = (entering, line);
        Pivots++;
    }

    private void AddPrice(int cell, double price, double[] slopes)
    {
        slopes[_rows + cell] = -price;
        CoverColumn sum = _model.Columns[cell];
        for (int i = 0; i < sum.Rows.Length; i++)
            slopes[sum.Rows[i]] += price * sum.Coefficients[i];
    }

    private void Add(int cell, double factor, double[] entries)
    {
        if (_columns[cell] is { } column)
            RoundedSum.AddMultiple(entries, column, factor);
        else
            entries[cell] += factor;
    }

    private double[] Unit(int line)
    {
        var unit = new double[_columns.Length];
        unit[line] = 1;
        return unit;
    }
}
