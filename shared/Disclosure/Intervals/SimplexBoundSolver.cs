using System.Runtime.CompilerServices;
using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Intervals;

/// <summary>
/// Primal simplex with bounded variables: the counts of cover rows and the values of cells. It starts at the true table, which is feasible,
/// so no first phase is needed: rows rest at their true counts until they are moved. Hiding a cell only widens a bound, so each search goes
/// on where the last one ended. The steepest slope enters, or one by lot when steps stay at one place; of several variables that stop a step
/// the one with the largest entry leaves, which keeps rounding errors small. A search that takes too long ends where it is: what it found is
/// feasible, and nothing more is claimed.
/// </summary>
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
    private readonly double[] _column;
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
        _column = new double[_model.CellCount];
        for (int r = 0; r < _rows; r++)
            _upper[r] = _model.Counts[r] + FeasibleRegion.Reach;
        for (int c = 0; c < _model.CellCount; c++)
            SetBounds(c);
        _loaded = new LoadedRows(region);
        (_tableau, _basic, _nonbasic) = Start();
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
        var tableau = new Tableau(_model.CellCount, _loaded.Rows.Count);
        for (int place = 0; place < _loaded.Rows.Count; place++)
            foreach (int c in _model.ColumnsOfRow[_loaded.Rows[place]])
                tableau[c][place] = _model.Columns[c].CoefficientOf(_loaded.Rows[place]);
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
        int width = _nonbasic.Length;
        _tableau.Widen(promising.Count);
        _nonbasic = [.. _nonbasic, .. promising.Select(p => p.Row)];
        var lineOf = new Dictionary<int, int>(_basic.Length);
        for (int i = 0; i < _basic.Length; i++)
            lineOf.Add(_basic[i], i);
        var nonbasic = new (int Place, double Coefficient)[promising.Count][];
        for (int n = 0; n < promising.Count; n++)
        {
            (int row, _tableau.Objective[width + n]) = promising[n];
            (int Column, double Coefficient)[] cells = [.. _model.ColumnsOfRow[row].Select(c => (c, (double)_model.Columns[c].CoefficientOf(row)))];
            nonbasic[n] = [.. cells.Where(c => places[c.Column] >= 0).Select(c => (places[c.Column], c.Coefficient))];
            foreach ((int column, double coefficient) in cells.Where(c => places[c.Column] < 0))
                _tableau[lineOf[_rows + column]][width + n] = coefficient;
        }
        for (int i = 0; i < _basic.Length; i++)
        {
            double[] line = _tableau[i];
            for (int n = 0; n < nonbasic.Length; n++)
            {
                double entry = line[width + n];
                foreach ((int place, double coefficient) in nonbasic[n])
                    entry -= coefficient * line[place];
                line[width + n] = Math.Abs(entry) < Tolerance ? 0 : entry;
            }
        }
        return promising.Count > 0;
    }

    // Rounding errors add up over many exchanges: a fresh tableau with the same basis has none.
    private void Rebuild()
    {
        bool[] wasBasic = new bool[_value.Length];
        foreach (int variable in _basic)
            wasBasic[variable] = true;
        (_tableau, _basic, _nonbasic) = Start();
        _pivots = 0;
        for (int i = 0; i < _basic.Length; i++)
        {
            if (wasBasic[_basic[i]])
                continue;
            int place = -1;
            for (int k = 0; k < _nonbasic.Length; k++)
                if (wasBasic[_nonbasic[k]] && Math.Abs(_tableau[i][k]) > Entry && (place < 0 || Math.Abs(_tableau[i][k]) > Math.Abs(_tableau[i][place])))
                    place = k;
            if (place >= 0)
                Exchange(i, place);
        }
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
            for (int k = 0; k < _nonbasic.Length; k++)
                objective[k] = sign * _tableau[line][k];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Step(int place, int direction, double longest)
    {
        int entering = _nonbasic[place];
        double own = direction > 0 ? _upper[entering] - _value[entering] : _value[entering] - _lower[entering];
        double step = Math.Min(longest, own);
        double lenient = step;
        for (int i = 0; i < _basic.Length; i++)
            if (Math.Abs(_column[i] = _tableau[i][place] * direction) > Entry)
                lenient = Math.Min(lenient, (Room(i) + Tolerance) / Math.Abs(_column[i]));
        int leaving = -1;
        for (int i = 0; i < _basic.Length; i++)
            if (Math.Abs(_column[i]) > Entry && Room(i) / Math.Abs(_column[i]) <= lenient && (leaving < 0 || Math.Abs(_column[i]) > Math.Abs(_column[leaving])))
                leaving = i;
        if (leaving >= 0)
            step = Math.Min(step, Room(leaving) / Math.Abs(_column[leaving]));
        for (int i = 0; i < _basic.Length; i++)
            if (_column[i] != 0)
                _value[_basic[i]] += _column[i] * step;
        _value[entering] += direction * step;
        if (leaving < 0)
        {
            if (step == own)
                _value[entering] = direction > 0 ? _upper[entering] : _lower[entering];
            return step;
        }
        int left = _basic[leaving];
        _value[left] = _column[leaving] > 0 ? _upper[left] : _lower[left];
        Exchange(leaving, place);
        return step;
    }

    // How far a basic variable is from the bound that the step drives it to.
    private double Room(int line)
    {
        int variable = _basic[line];
        return Math.Max(0, _column[line] > 0 ? _upper[variable] - _value[variable] : _value[variable] - _lower[variable]);
    }

    private void Exchange(int line, int place)
    {
        _tableau.Pivot(line, place);
        (_basic[line], _nonbasic[place]) = (_nonbasic[place], _basic[line]);
        _pivots++;
    }
}
