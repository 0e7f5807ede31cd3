namespace IncDiv.Measures.Aggregation;

/// <summary>Tests a condition on each row, with the result 0 or 1. It compares dictionary indices, not text.</summary>
internal sealed class RowFilter(Condition condition)
{
    private readonly byte[] _alternative = new byte[FeedTally.Slice];
    private (ushort[] Indices, byte[] Holds)[][] _alternatives = [];

    public void Bind(RowBatch batch) => _alternatives = [.. condition.Alternatives.Select(tests => tests.Select(test => Table(batch, test)).ToArray())];

    public void Fill(int start, Span<byte> holds)
    {
        FillAlternative(_alternatives[0], start, holds);
        Span<byte> other = _alternative.AsSpan(0, holds.Length);
        foreach ((ushort[], byte[])[] tests in _alternatives.AsSpan(1))
        {
            FillAlternative(tests, start, other);
            for (int i = 0; i < holds.Length; i++)
                holds[i] |= other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillAlternative((ushort[] Indices, byte[] Holds)[] tests, int start, Span<byte> holds)
    {
        holds.Fill(1);
        foreach ((ushort[] indices, byte[] table) in tests)
        {
            ReadOnlySpan<ushort> rows = indices.AsSpan(start, holds.Length);
            for (int i = 0; i < holds.Length; i++)
                holds[i] &= table[rows[i]];
        }
    }

    private static (ushort[] Indices, byte[] Holds) Table(RowBatch batch, ColumnTest test)
    {
        CodeValues values = batch.Column<CodeValues>(test.Column);
        return (values.Indices, [.. values.Dictionary.Select(v => v is not null && test.Codes.Contains(v) ? (byte)1 : (byte)0)]);
    }
}
