namespace IncDiv.Disclosure.Intervals;

/// <summary>The least and the greatest value of each cell in the feasible tables that a solver has found, so that what is known is not searched for again.
/// </summary>
internal sealed class FoundExtremes
{
    private const double Tolerance = 1e-9;

    private readonly CoverModel _model;
    private readonly double[] _least;
    private readonly double[] _greatest;
    private readonly HashSet<(int Cell, int Sign)> _final = [];

    public FoundExtremes(CoverModel model)
    {
        (_model, _least, _greatest) = (model, new double[model.CellCount], new double[model.CellCount]);
        Forget();
    }

    /// <summary>The greatest value of a cell, times a sign.</summary>
    public double this[int cell, int sign] => sign > 0 ? _greatest[cell] : _least[cell];

    /// <summary>Whether a value is reached, or will never be.</summary>
    public bool IsKnown(int cell, int sign, double enough) => sign * (enough - this[cell, sign]) <= Tolerance || _final.Contains((cell, sign));

    /// <param name="values">Of all cells in a feasible table.</param>
    public void Add(ReadOnlySpan<double> values)
    {
        for (int c = 0; c < values.Length; c++)
            (_least[c], _greatest[c]) = (Math.Min(_least[c], values[c]), Math.Max(_greatest[c], values[c]));
    }

    /// <summary>No table goes further.</summary>
    public void End(int cell, int sign) => _final.Add((cell, sign));

    /// <summary>More tables are feasible from now on.</summary>
    public void Widen() => _final.Clear();

    /// <summary>From now on a cell lies between these. Unless a table was found in which it does not, all stay feasible.</summary>
    public void Narrow(int cell, double lower, double upper)
    {
        if (_least[cell] < lower - Tolerance || _greatest[cell] > upper + Tolerance)
            Forget();
    }

    private void Forget()
    {
        for (int c = 0; c < _least.Length; c++)
            _least[c] = _greatest[c] = _model.Columns[c].Value;
        _final.Clear();
    }
}
