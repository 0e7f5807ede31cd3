namespace IncDiv.Disclosure.Intervals;

/// <summary>The rows that a search may move. Of a model with many more rows than cells only some are at first: those of hidden primaries, whose counts are
/// asked for, and the commonest ones, which can make up for the others. More come in as the prices of the cells say that they would help.</summary>
internal sealed class LoadedRows
{
    private const int Few = 700;
    private const int Common = 400;
    private const int AtOnce = 60;

    private readonly CoverModel _model;
    private readonly bool[] _isLoaded;
    private readonly List<int> _rows;

    public LoadedRows(FeasibleRegion region)
    {
        _model = region.Model;
        _isLoaded = new bool[_model.RowCount];
        IEnumerable<int> rows = Enumerable.Range(0, _model.RowCount);
        if (_model.RowCount > Math.Max(Few, _model.CellCount))
        {
            IEnumerable<int> ofPrimaries = _model.Columns
                .Where(c => c.IsPrimary)
                .OrderBy(c => c.Rows.Length)
                .ThenBy(c => c.Key, StringComparer.Ordinal)
                .SelectMany(c => c.Rows);
            rows = [.. rows.OrderByDescending(r => _model.Counts[r]).ThenBy(r => r).Take(Common).Concat(ofPrimaries).Distinct().Take(Few).Order()];
        }
        _rows = [.. rows];
        foreach (int row in _rows)
            _isLoaded[row] = true;
    }

    public IReadOnlyList<int> Rows => _rows;

    public bool AreAll => _rows.Count == _model.RowCount;

    /// <summary>Loads the rows whose movement would help most.</summary>
    /// <param name="prices">For each cell: what one person more in it is worth.</param>
    /// <param name="least">A slope that counts.</param>
    public IReadOnlyList<(int Row, double Slope)> AddSteepest(double[] prices, double least)
    {
        var slopes = new double[_model.RowCount];
        for (int c = 0; c < prices.Length; c++)
            if (prices[c] != 0)
                for (int i = 0; i < _model.Columns[c].Rows.Length; i++)
                    slopes[_model.Columns[c].Rows[i]] += prices[c] * _model.Columns[c].Coefficients[i];
        (int Row, double Slope)[] steepest =
        [
            .. Enumerable.Range(0, slopes.Length).Where(r => !_isLoaded[r] && Math.Abs(slopes[r]) > least && (slopes[r] > 0 || _model.Counts[r] > 0))
                .Select(r => (r, slopes[r])).OrderByDescending(s => Math.Abs(s.Item2)).ThenBy(s => s.r).Take(AtOnce),
        ];
        foreach ((int row, _) in steepest)
        {
            _isLoaded[row] = true;
            _rows.Add(row);
        }
        return steepest;
    }
}
