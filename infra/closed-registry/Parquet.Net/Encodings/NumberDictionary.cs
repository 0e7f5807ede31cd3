namespace Parquet.Encodings;

/// <summary>The distinct whole numbers of a column in order of first appearance, where they lie close together, as codes and answers do.</summary>
internal sealed class NumberDictionary
{
    private const int WidestRange = 1024;

    private readonly int[] _positions = new int[WidestRange];
    private readonly int[] _entries = new int[WidestRange];
    private int _count;

    public ReadOnlySpan<int> Entries => _entries.AsSpan(0, _count);

    /// <summary>Fills in the index of each number; false when they lie too far apart, or there are none.</summary>
    public bool TryIndex(ReadOnlySpan<int> numbers, Span<int> indices)
    {
        if (numbers.IsEmpty)
            return false;
        (int least, int greatest) = (numbers[0], numbers[0]);
        foreach (int number in numbers)
            (least, greatest) = (Math.Min(least, number), Math.Max(greatest, number));
        if ((long)greatest - least >= WidestRange)
            return false;
        Array.Clear(_positions);
        _count = 0;
        indices = indices[..numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            ref int position = ref _positions[numbers[i] - least];
            if (position == 0)
            {
                _entries[_count++] = numbers[i];
                position = _count;
            }
            indices[i] = position - 1;
        }
        return true;
    }
}
