using System.Runtime.CompilerServices;

namespace IncDiv.Disclosure.Intervals;

/// <summary>Revised primal simplex with bounded variables: the counts of cover rows, and the values of cells, which are sums of them. It starts at the true
/// table, which is feasible, so no first phase is needed: rows rest at their true counts, between their bounds, until they are moved, and hardly any step is
/// without progress. Each search starts there again and keeps the basis. The steepest slope enters, or one by lot when steps stay at one place; of several
/// variables that stop a step the one with the largest entry leaves, which keeps rounding errors small. A search that takes too long ends where it is: what it
/// found is feasible, and nothing more is claimed.</summary>
internal sealed class SimplexBoundSolver
{
    private const double Tolerance = 1e-9;

    // Smaller slopes and entries are rounding errors.
    private const double Slope = 1e-7;
    private const double Entry = 1e-6;
    private const int StallLimit = 20;
    private const int LongestSearch = 2000;
    private const int PivotsBeforeRebuild = 5000;

    private readonly FeasibleRegion _region;
    private readonly CoverModel _model;
    private readonly int _rows;
    private readonly BasisInverse _inverse;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _value;
    private readonly double[] _slopes;
    private readonly double[] _entries;
    private readonly FoundExtremes _found;
    private (int Cell, int Sign) _last;

    public SimplexBoundSolver(FeasibleRegion region)
    {
        _region = region;
        _model = region.Model;
        _rows = _model.RowCount;
        _inverse = new BasisInverse(_model);
        int variables = _rows + _model.CellCount;
        (_lower, _upper, _value, _slopes) = (new double[variables], new double[variables], new double[variables], new double[variables]);
        (_entries, _found) = (new double[_model.CellCount], new FoundExtremes(_model));
        for (int r = 0; r < _rows; r++)
            _upper[r] = _model.Counts[r] + FeasibleRegion.Reach;
        for (int c = 0; c < _model.CellCount; c++)
            SetBounds(c);
    }

    /// <summary>How many programs were solved.</summary>
    public int Searches { get; private set; }

    /// <summary>From now on the cell is hidden.</summary>
    public void Hide(int cell)
    {
        _region.Hide(cell);
        SetBounds(cell);
    }

    /// <summary>From now on the cell is published with its true value.</summary>
    public void Publish(int cell)
    {
        _last = default;
        _region.Publish(cell);
        SetBounds(cell);
    }

    /// <summary>From now on the hidden cell is taken to lie between these.</summary>
    public void Confine(int cell, long lower, long upper)
    {
        _last = default;
        _region.Confine(cell, lower, upper);
        SetBounds(cell);
    }

    /// <summary>From now on nothing is said of where the hidden cell lies.</summary>
    public void Release(int cell)
    {
        _last = default;
        _region.Release(cell);
        SetBounds(cell);
    }

    /// <summary>A feasible table in which the cell is as great as it can be, or great enough.</summary>
    public BoundSolution Maximise(int cell, double enough) => Solve(cell, 1, enough);

    /// <summary>A feasible table in which the cell is as small as it can be, or small enough.</summary>
    public BoundSolution Minimise(int cell, double enough) => Solve(cell, -1, enough);

    /// <summary>The greatest value of a cell in a feasible table, or one that is great enough; what is known from other searches is not searched for.</summary>
    public double GreatestOf(int cell, double enough) => ExtremeOf(cell, 1, enough);

    /// <summary>The least value of a cell in a feasible table, or one that is small enough.</summary>
    public double LeastOf(int cell, double enough) => ExtremeOf(cell, -1, enough);

    private double ExtremeOf(int cell, int sign, double enough)
    {
        if (!_found.IsKnown(cell, sign, enough))
            Search(cell, sign, enough);
        return _found[cell, sign];
    }

    private BoundSolution Solve(int cell, int sign, double enough) => Search(cell, sign, enough)
        ? new BoundSolution(_value[.._rows], [])
        : new BoundSolution(_value[.._rows], Binding());

    // Whether the cell became great, or small, enough.
    private bool Search(int cell, int sign, double enough)
    {
        Searches++;
        bool isEnough = Move(cell, sign, enough);
        _found.Add(_value.AsSpan(_rows));
        if (!isEnough)
            _found.End(cell, sign);
        return isEnough;
    }

    private bool Move(int cell, int sign, double enough)
    {
        // After a cell was hidden the last table still fits, and the same search goes on from there.
        if (_last != (cell, sign))
            Restart();
        _last = (cell, sign);
        if (_inverse.Pivots > PivotsBeforeRebuild)
        {
            _inverse.Reset();
            Restart();
        }
        int stalled = 0;
        double missing = sign * (enough - _value[_rows + cell]);
        for (int steps = 0; missing > Tolerance; steps++)
        {
            _inverse.Slopes(cell, sign, _slopes);
            if (steps == LongestSearch || Entering(stalled > StallLimit ? steps : null) is not { } entering)
                return false;
            double slope = Math.Abs(_slopes[entering]);
            double step = Step(entering, Math.Sign(_slopes[entering]), missing / slope);
            missing -= step * slope;
            stalled = step > Tolerance ? 0 : stalled + 1;
        }
        return true;
    }

    private List<(int, double)> Binding() =>
    [
        .. Enumerable.Range(0, _model.CellCount)
            .Where(c => (!_region.IsHidden(c) || _region.IsConfined(c)) && !_inverse.IsBasic(_rows + c) && Math.Abs(_slopes[_rows + c]) > Slope)
            .Select(c => (c, Math.Abs(_slopes[_rows + c]))),
    ];

    private void SetBounds(int cell)
    {
        (double lower, double upper) = (_region.LowerOf(cell) ?? double.NegativeInfinity, _region.UpperOf(cell) ?? double.PositiveInfinity);
        if (lower < _lower[_rows + cell] || upper > _upper[_rows + cell])
            _found.Widen();
        _found.Narrow(cell, lower, upper);
        (_lower[_rows + cell], _upper[_rows + cell]) = (lower, upper);
    }

    private void Restart()
    {
        for (int r = 0; r < _rows; r++)
            _value[r] = _model.Counts[r];
        for (int c = 0; c < _model.CellCount; c++)
            _value[_rows + c] = _model.Columns[c].Value;
    }

    // The nonbasic variable by which the objective grows fastest; null at the optimum. One of those by which it grows, drawn by lot, cannot go round in circles
    // for long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int? Entering(int? lot)
    {
        int best = -1;
        double greatest = 0;
        for (int v = 0; v < _slopes.Length; v++)
        {
            double slope = _slopes[v];
            if (Math.Abs(slope) <= Slope || _inverse.IsBasic(v) || !(slope > 0 ? _value[v] < _upper[v] - Tolerance : _value[v] > _lower[v] + Tolerance))
                continue;
            double rank = lot is { } draw ? ModularField.Scatter(((ulong)draw << 32) + (ulong)v) : Math.Abs(slope);
            if (rank > greatest)
                (best, greatest) = (v, rank);
        }
        return best < 0 ? null : best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Step(int entering, int direction, double longest)
    {
        _inverse.Entries(entering, -direction, _entries);
        double own = direction > 0 ? _upper[entering] - _value[entering] : _value[entering] - _lower[entering];
        double step = Math.Min(longest, own);
        double lenient = step;
        for (int i = 0; i < _entries.Length; i++)
            if (Math.Abs(_entries[i]) > Entry)
                lenient = Math.Min(lenient, (Room(i) + Tolerance) / Math.Abs(_entries[i]));
        int leaving = -1;
        for (int i = 0; i < _entries.Length; i++)
        {
            double size = Math.Abs(_entries[i]);
            if (size > Entry && Room(i) / size <= lenient && (leaving < 0 || size > Math.Abs(_entries[leaving])))
                leaving = i;
        }
        if (leaving >= 0)
            step = Math.Min(step, Room(leaving) / Math.Abs(_entries[leaving]));
        for (int i = 0; step > 0 && i < _entries.Length; i++)
            if (_entries[i] != 0)
                _value[_inverse.Basic(i)] += _entries[i] * step;
        _value[entering] += direction * step;
        if (leaving < 0)
            return step;
        int left = _inverse.Basic(leaving);
        _value[left] = _entries[leaving] > 0 ? _upper[left] : _lower[left];
        for (int i = 0; i < _entries.Length; i++)
            _entries[i] *= -direction;
        _inverse.Pivot(leaving, entering, _entries);
        return step;
    }

    // How far the basic variable of a line is from the bound that the step drives it to.
    private double Room(int line)
    {
        int variable = _inverse.Basic(line);
        return Math.Max(0, _entries[line] > 0 ? _upper[variable] - _value[variable] : _value[variable] - _lower[variable]);
    }
}
