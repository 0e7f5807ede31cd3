namespace IncDiv.Disclosure.Intervals;

/// <summary>What an attacker takes for certain: counts are not negative, published cells are as published, and hidden bases are not 0 where zeros are
/// shown.</summary>
internal sealed class FeasibleRegion(CoverModel model, bool zerosShown, IEnumerable<int> hidden)
{
    /// <summary>No row is taken to exceed its true count by more: far beyond any requirement, and it keeps every search finite. What is proven within it holds
    /// without it.</summary>
    public const long Reach = 1000;

    private readonly bool[] _hidden = Flags(model.CellCount, hidden);
    private readonly Dictionary<int, (long Lower, long Upper)> _confined = [];

    public CoverModel Model => model;

    public bool IsHidden(int cell) => _hidden[cell];

    public void Hide(int cell) => _hidden[cell] = true;

    public void Publish(int cell) => _hidden[cell] = false;

    /// <summary>What other tables say of a hidden cell: it is taken to lie between these.</summary>
    public void Confine(int cell, long lower, long upper) => _confined[cell] = (lower, upper);

    public void Release(int cell) => _confined.Remove(cell);

    /// <summary>Between which values other tables say that a hidden cell lies.</summary>
    public (long Lower, long Upper) RangeOf(int cell) => _confined.GetValueOrDefault(cell, (0, long.MaxValue));

    public bool IsConfined(int cell) => _hidden[cell] && _confined.ContainsKey(cell);

    /// <summary>The greatest value a cell can have; null: any.</summary>
    public long? UpperOf(int cell) => !_hidden[cell] ? model.Columns[cell].Value
        : RangeOf(cell).Upper is < long.MaxValue and var upper ? upper
        : null;

    /// <summary>The least value a cell can have; null: any.</summary>
    public long? LowerOf(int cell)
    {
        CoverColumn column = model.Columns[cell];
        if (!_hidden[cell])
            return column.Value;
        if (column.Coefficients.Any(c => c < 0))
            return null;
        long least = zerosShown && column is { Value: > 0, MayBeNobody: false } ? 1 : 0;
        return Math.Max(least, RangeOf(cell).Lower);
    }

    /// <summary>Whether a table, given in parts of <paramref name="denominator"/>, fits; whole numbers, so the answer is exact.</summary>
    public bool Holds(long[] rows, long denominator)
    {
        if (rows.Any(r => r < 0))
            return false;
        for (int c = 0; c < _hidden.Length; c++)
        {
            CoverColumn column = model.Columns[c];
            long value = column.ValueOver(rows);
            if (value < LowerOf(c) * denominator || value > UpperOf(c) * denominator)
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
            if (value < LowerOf(c) - error || value > UpperOf(c) + error)
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
