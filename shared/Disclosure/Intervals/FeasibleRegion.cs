namespace IncDiv.Disclosure.Intervals;

/// <summary>What an attacker takes for certain: counts are not negative, published cells are as published, and hidden ones are not 0 where zeros are
/// shown.</summary>
internal sealed class FeasibleRegion(CoverModel model, bool zerosShown, IEnumerable<int> hidden)
{
    /// <summary>No row is taken to exceed its true count by more: far beyond any requirement, and it keeps every search finite. What is proven within it holds
    /// without it.</summary>
    public const long Reach = 1000;

    private readonly bool[] _hidden = Flags(model.CellCount, hidden);

    public CoverModel Model => model;

    public bool IsHidden(int cell) => _hidden[cell];

    public void Hide(int cell) => _hidden[cell] = true;

    public void Publish(int cell) => _hidden[cell] = false;

    /// <summary>The least value a cell can have; null: any.</summary>
    public long? LowerOf(int cell)
    {
        CoverColumn column = model.Columns[cell];
        if (!_hidden[cell])
            return column.Value;
        return column.Coefficients.Any(c => c < 0) ? null : zerosShown && column.Value > 0 ? 1 : 0;
    }

    /// <summary>Whether a table, given in parts of <paramref name="denominator"/>, fits; whole numbers, so the answer is exact.</summary>
    public bool Holds(long[] rows, long denominator)
    {
        if (rows.Any(r => r < 0))
            return false;
        for (int c = 0; c < _hidden.Length; c++)
        {
            CoverColumn column = model.Columns[c];
            if (_hidden[c] ? column.ValueOver(rows) < LowerOf(c) * denominator : column.ValueOver(rows) != column.Value * denominator)
                return false;
        }
        return true;
    }

    /// <summary>Whether a table fits but for rounding errors.</summary>
    public bool Holds(double[] rows, double error)
    {
        if (rows.Any(r => r < -error))
            return false;
        for (int c = 0; c < _hidden.Length; c++)
        {
            double value = model.Columns[c].ValueOver(rows);
            if (_hidden[c] ? value < LowerOf(c) - error : Math.Abs(value - model.Columns[c].Value) > error)
                return false;
        }
        return true;
    }

    private static bool[] Flags(int count, IEnumerable<int> hidden)
    {
        var flags = new bool[count];
        foreach (int cell in hidden)
            flags[cell] = true;
        return flags;
    }
}
