namespace IncDiv.Disclosure.Intervals;

/// <summary>The lowest and the highest count of one cell in any witness. Feasible tables have no gaps, so all counts between are feasible.</summary>
internal sealed class ProvenRange(long value)
{
    private readonly HashSet<long> _seen = [value];
    private Witness? _lowest;
    private Witness? _highest;

    public long Lower { get; private set; } = value;

    public long Upper { get; private set; } = value;

    /// <summary>Different counts seen.</summary>
    public int Seen => _seen.Count;

    public void Add(double count, double doubt, Witness witness)
    {
        long lower = (long)Math.Ceiling(count + doubt), upper = (long)Math.Floor(count - doubt);
        if (lower < Lower)
            (Lower, _lowest) = (lower, witness);
        if (upper > Upper)
            (Upper, _highest) = (upper, witness);
        _seen.Add(count < Lower ? lower : upper);
    }

    /// <summary>Whether both witnesses fit when the cell is published.</summary>
    public bool Keeps(CoverColumn published) => _lowest?.Keeps(published) != false && _highest?.Keeps(published) != false;

    /// <summary>What is left when the cell is published.</summary>
    /// <param name="value">The true count.</param>
    public ProvenRange Without(CoverColumn published, long value)
    {
        var left = new ProvenRange(value);
        if (_lowest is not null && _lowest.Keeps(published))
            (left.Lower, left._lowest) = (Lower, _lowest);
        if (_highest is not null && _highest.Keeps(published))
            (left.Upper, left._highest) = (Upper, _highest);
        return left;
    }
}
