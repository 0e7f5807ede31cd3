using System.Runtime.CompilerServices;
using Column = IncDiv.Disclosure.Linear.LinearForm<double, IncDiv.Disclosure.Intervals.RoundedField>;

namespace IncDiv.Disclosure.Intervals;

/// <summary>Primal simplex with bounded variables: the counts of cover rows and the values of cells. It starts at the true table, which is feasible, so no
/// first phase is needed: rows rest at their true counts until they are moved. Hiding a cell only widens a bound, so each search goes on where the last one
/// ended. The steepest slope enters, or one by lot when steps stay at one place; of several variables that stop a step the one with the largest entry leaves,
/// which keeps rounding errors small. A search that takes too long ends where it is: what it found is feasible, and nothing more is claimed.</summary>
internal sealed class SimplexBoundSolver : IBoundSolver
{
    private const double Tolerance = BoundedVariables.Tolerance;
    private const double Slope = BoundedVariables.Slope;
    private const double Entry = 1e-5;
    private const int StallLimit = 30;
    private const int LongestSearch = 8;
    private const int PivotsBeforeRebuild = 5000;

    private readonly FeasibleRegion _region;
    private readonly CoverModel _model;
    private readonly int _rows;
    private readonly BoundedVariables _bounds;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _value;
    private readonly int[] _lines;
    private readonly double[] _entries;
    private readonly LoadedRows _loaded;
    private Tableau _tableau;
    private int[] _basic;
    private int[] _nonbasic;
    private int _pivots;
    private (int Cell, int Sign) _last;

    public SimplexBoundSolver(FeasibleRegion region)
    {
        _region = region;
        _model = region.Model;
        _rows = _model.RowCount;
        _bounds = new BoundedVariables(_rows + _model.CellCount);
        (_lower, _upper, _value) = (_bounds.Lower, _bounds.Upper, _bounds.Value);
        (_lines, _entries) = (new int[_model.CellCount], new double[_model.CellCount]);
        for (int r = 0; r < _rows; r++)
            _upper[r] = _model.Counts[r] + FeasibleRegion.Reach;
        for (int c = 0; c < _model.CellCount; c++)
            SetBounds(c);
        _loaded = new LoadedRows(region);
        (_tableau, _basic, _nonbasic) = Start();
        // Published cells do not move. One after the other would give its place to a row in the first searches, in an order that fills the tableau.
        if (_loaded.AreAll)
            MoveOut(v => v >= _rows && _lower[v] == _upper[v], v => v < _rows);
    }

    public void Hide(int cell)
    {
        _region.Hide(cell);
        SetBounds(cell);
    }

    public void Publish(int cell)
    {
        _last = default;
        _region.Publish(cell);
        SetBounds(cell);
    }

    public BoundSolution Maximise(int cell, double enough) => Search(cell, 1, enough);

    public BoundSolution Minimise(int cell, double enough) => Search(cell, -1, enough);

    private BoundSolution Search(int cell, int sign, double enough)
    {
        // After a cell was hidden the last table still fits, and the same search goes on from there.
        if (_last != (cell, sign))
            Restart();
        _last = (cell, sign);
        if (_pivots > PivotsBeforeRebuild)
            Rebuild();
        SetObjective(cell, sign);
        int stalled = 0;
        int steps = 0;
        double missing = sign * (enough - _value[_rows + cell]);
        while (missing > Tolerance)
        {
            if (_bounds.Entering(_tableau.Objective, _nonbasic, stalled > StallLimit ? steps : null) is not { } entering)
            {
                if (Load(cell, sign))
                    continue;
                return new BoundSolution(_value[.._rows], Binding());
            }
            if (++steps > LongestSearch * _basic.Length)
                return new BoundSolution(_value[.._rows], Binding());
            double slope = Math.Abs(_tableau.Objective[entering.Place]);
            double step = Step(entering.Place, entering.Direction, missing / slope);
            missing -= step * slope;
            stalled = step > Tolerance ? 0 : stalled + 1;
        }
        return new BoundSolution(_value[.._rows], []);
    }

    private List<(int, double)> Binding()
    {
        var binding = new List<(int, double)>();
        for (int k = 0; k < _nonbasic.Length; k++)
            if (_nonbasic[k] >= _rows && !_region.IsHidden(_nonbasic[k] - _rows) && Math.Abs(_tableau.Objective[k]) > Slope)
                binding.Add((_nonbasic[k] - _rows, Math.Abs(_tableau.Objective[k])));
        return binding;
    }

    private void SetBounds(int cell)
    {
        _lower[_rows + cell] = _region.LowerOf(cell) ?? double.NegativeInfinity;
        _upper[_rows + cell] = _region.IsHidden(cell) ? double.PositiveInfinity : _model.Columns[cell].Value;
    }

    private (Tableau, int[] Basic, int[] Nonbasic) Start()
    {
        var tableau = new Tableau(_model.CellCount);
        foreach (int row in _loaded.Rows)
            tableau.Add(Of(_model.ColumnsOfRow[row].Select(c => (c, (double)_model.Columns[c].CoefficientOf(row)))), 0);
        return (tableau, [.. Enumerable.Range(_rows, _model.CellCount)], [.. _loaded.Rows]);
    }

    // Rows that rest at their true counts are in no column of the tableau; the slopes of all are known from those of the cells.
    private bool Load(int cell, int sign)
    {
        if (_loaded.AreAll)
            return false;
        var prices = new double[_model.CellCount];
        var places = new int[_model.CellCount];
        Array.Fill(places, -1);
        prices[cell] = sign;
        for (int k = 0; k < _nonbasic.Length; k++)
            if (_nonbasic[k] >= _rows)
            {
                prices[_nonbasic[k] - _rows] -= _tableau.Objective[k];
                places[_nonbasic[k] - _rows] = k;
            }
        IReadOnlyList<(int Row, double Slope)> promising = _loaded.AddSteepest(prices, Slope);
        var lineOf = new int[_value.Length];
        for (int i = 0; i < _basic.Length; i++)
            lineOf[_basic[i]] = i;
        foreach ((int row, double slope) in promising)
        {
            Column column = Of(_model.ColumnsOfRow[row]
                .Where(c => places[c] < 0)
                .Select(c => (lineOf[_rows + c], (double)_model.Columns[c].CoefficientOf(row)))
                .Order());
            foreach (int c in _model.ColumnsOfRow[row].Where(c => places[c] >= 0))
                column.AddMultiple(_tableau[places[c]], -_model.Columns[c].CoefficientOf(row));
            _tableau.Add(column, slope);
        }
        _nonbasic = [.. _nonbasic, .. promising.Select(p => p.Row)];
        return promising.Count > 0;
    }

    // Rounding errors add up over many exchanges: a fresh tableau with the same basis has none.
    private void Rebuild()
    {
        bool[] wasBasic = new bool[_value.Length];
        foreach (int variable in _basic)
            wasBasic[variable] = true;
        (_tableau, _basic, _nonbasic) = Start();
        MoveOut(v => !wasBasic[v], v => wasBasic[v]);
    }

    // Of the columns that can take the place of a variable the shortest does, as it fills the tableau least; small entries would make rounding errors large.
    private void MoveOut(Predicate<int> leaves, Predicate<int> canEnter)
    {
        for (int i = 0; i < _basic.Length; i++)
        {
            if (!leaves(_basic[i]))
                continue;
            (int Place, double Entry)[] entries = [.. _tableau.Line(i).Where(k => canEnter(_nonbasic[k])).Select(k => (k, Math.Abs(_tableau[k][i])))];
            double least = Math.Max(Entry, entries.Select(e => e.Entry).DefaultIfEmpty().Max() / 2);
            if (entries.Where(e => e.Entry >= least).OrderBy(e => _tableau[e.Place].Length).Select(e => (int?)e.Place).FirstOrDefault() is { } place)
                Exchange(i, place);
        }
        _pivots = 0;
    }

    private Column Of(IEnumerable<(int Line, double Entry)> entries)
    {
        var column = new Column(_model.CellCount);
        foreach ((int line, double entry) in entries)
            column.Append(line, entry);
        return column;
    }

    // Each search starts at the true table, which always fits, and keeps the basis: it moves few rows, mostly by whole persons.
    private void Restart()
    {
        for (int r = 0; r < _rows; r++)
            _value[r] = _model.Counts[r];
        for (int c = 0; c < _model.CellCount; c++)
            _value[_rows + c] = _model.Columns[c].Value;
    }

    private void SetObjective(int cell, int sign)
    {
        double[] objective = _tableau.Objective;
        Array.Clear(objective);
        int line = Array.IndexOf(_basic, _rows + cell);
        if (line < 0)
            objective[Array.IndexOf(_nonbasic, _rows + cell)] = sign;
        else
            foreach (int k in _tableau.Line(line))
                objective[k] = sign * _tableau[k][line];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Step(int place, int direction, double longest)
    {
        int entering = _nonbasic[place];
        double own = direction > 0 ? _upper[entering] - _value[entering] : _value[entering] - _lower[entering];
        double step = Math.Min(longest, own);
        double lenient = step;
        int count = _tableau[place].CopyTo(_lines, _entries);
        for (int e = 0; e < count; e++)
            if (Math.Abs(_entries[e] *= direction) > Entry)
                lenient = Math.Min(lenient, (Room(e) + Tolerance) / Math.Abs(_entries[e]));
        int leaving = -1;
        for (int e = 0; e < count; e++)
        {
            double size = Math.Abs(_entries[e]);
            if (size > Entry && Room(e) / size <= lenient && (leaving < 0 || size > Math.Abs(_entries[leaving])))
                leaving = e;
        }
        if (leaving >= 0)
            step = Math.Min(step, Room(leaving) / Math.Abs(_entries[leaving]));
        for (int e = 0; e < count; e++)
            _value[_basic[_lines[e]]] += _entries[e] * step;
        _value[entering] += direction * step;
        if (leaving < 0)
        {
            if (step == own)
                _value[entering] = direction > 0 ? _upper[entering] : _lower[entering];
            return step;
        }
        int left = _basic[_lines[leaving]];
        _value[left] = _entries[leaving] > 0 ? _upper[left] : _lower[left];
        Exchange(_lines[leaving], place);
        return step;
    }

    // How far the basic variable of an entry is from the bound that the step drives it to.
    private double Room(int entry)
    {
        int variable = _basic[_lines[entry]];
        return Math.Max(0, _entries[entry] > 0 ? _upper[variable] - _value[variable] : _value[variable] - _lower[variable]);
    }

    private void Exchange(int line, int place)
    {
        _tableau.Pivot(line, place);
        (_basic[line], _nonbasic[place]) = (_nonbasic[place], _basic[line]);
        _pivots++;
    }
}
