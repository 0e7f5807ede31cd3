namespace IncDiv.Measures.Aggregation;

/// <summary>Counts and weights by outcome. Group and outcome together select a cell, so the loop needs neither branches nor multiplication by 0 or 1. Rows
/// outside the denominator or outside every group go to cells that are never read.</summary>
internal sealed class ShareTally(Accumulation accumulator, int breakdowns) : AccumulatorTally(accumulator)
{
    private const int Outcomes = 4; // outside, no, yes, and an unused one to make it a power of two
    private const int No = 1, Yes = 2;

    private readonly RowFilter _ones = new(accumulator.Ones);
    private readonly byte[] _outcomes = new byte[FeedTally.Slice];
    private readonly byte[] _isOne = new byte[FeedTally.Slice];
    private readonly Vector256<double>[][] _cells = [.. Enumerable.Range(0, breakdowns).Select(_ => Array.Empty<Vector256<double>>())];

    public override void Bind(RowBatch batch)
    {
        base.Bind(batch);
        _ones.Bind(batch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(int start, int count)
    {
        Span<byte> outcomes = _outcomes.AsSpan(0, count), isOne = _isOne.AsSpan(0, count);
        Rows.Fill(start, outcomes);
        _ones.Fill(start, isOne);
        for (int i = 0; i < count; i++)
            outcomes[i] = (byte)(outcomes[i] << isOne[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(int breakdown, ReadOnlySpan<ushort> groups, int groupCount, ReadOnlySpan<Vector256<double>> weights)
    {
        Grow(ref _cells[breakdown], (groupCount + 1) * Outcomes);
        Span<Vector256<double>> cells = _cells[breakdown];
        ReadOnlySpan<byte> outcomes = _outcomes.AsSpan(0, groups.Length);
        for (int i = 0; i < groups.Length; i++)
            cells[groups[i] * Outcomes + outcomes[i]] += weights[i];
    }

    public override Sums Sum(int breakdown, int group)
    {
        Vector256<double>[] cells = _cells[breakdown];
        if (group == 0 || cells.Length < (group + 1) * Outcomes)
            return default;
        Vector256<double> yes = cells[group * Outcomes + Yes], all = yes + cells[group * Outcomes + No];
        return new Sums(all[0], all[1], all[2], yes[1], yes[1], yes[2], yes[0]);
    }
}
