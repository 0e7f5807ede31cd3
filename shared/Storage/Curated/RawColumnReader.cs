using System.Runtime.InteropServices;

namespace IncDiv.Storage.Curated;

/// <summary>Reads columns in Parquet's own form: the values that exist, and for each row a level that says whether it has a value. No nullable value or string
/// is created for a row, which halves the reading time (<c>measure</c> in <c>bench.sh</c>). Buffers are reused for the next row group.</summary>
internal sealed class RawColumnReader
{
    private int[] _levels = [];
    private int[] _integers = [];
    private bool[] _flags = [];
    private double[] _numbers = [];
    private Guid[] _guids = [];
    private ReadOnlyMemory<char>[] _texts = [];

    public async Task ReadPseudonymsAsync(ParquetRowGroupReader group, DataField field, PseudonymValues column, int count, CancellationToken cancellationToken)
    {
        Guid[] guids = await ReadAsync(group, field, Grow(ref _guids, count), count, cancellationToken);
        for (int i = 0; i < count; i++)
            column.Values[i] = UuidColumns.ToNumber(guids[i]);
    }

    public async Task ReadNumbersAsync(ParquetRowGroupReader group, DataField field, NumberValues column, int count, CancellationToken cancellationToken)
    {
        double[] numbers = await ReadAsync(group, field, Grow(ref _numbers, count), count, cancellationToken);
        for (int row = 0, next = 0; row < count; row++)
            column.Values[row] = _levels[row] == 0 ? double.NaN : numbers[next++];
    }

    public async Task ReadFlagsAsync(ParquetRowGroupReader group, DataField field, CodeValues column, int count, CancellationToken cancellationToken)
    {
        bool[] flags = await ReadAsync(group, field, Grow(ref _flags, count), count, cancellationToken);
        for (int row = 0, next = 0; row < count; row++)
            column.Indices[row] = (ushort)(_levels[row] == 0 ? 0 : flags[next++] ? 2 : 1);
    }

    public async Task ReadScalesAsync(ParquetRowGroupReader group, DataField field, CodeValues column, int count, CancellationToken cancellationToken) =>
        Index(column, await ReadAsync(group, field, Grow(ref _integers, count), count, cancellationToken), _levels.AsSpan(0, count));

    public async Task ReadTextsAsync(ParquetRowGroupReader group, DataField field, CodeValues column, int count, CancellationToken cancellationToken) =>
        Index(column, await ReadAsync(group, field, Grow(ref _texts, count), count, cancellationToken), _levels.AsSpan(0, count));

    private async Task<T[]> ReadAsync<T>(ParquetRowGroupReader group, DataField field, T[] values, int count, CancellationToken cancellationToken)
        where T : struct
    {
        Grow(ref _levels, count);
        // A column that cannot be blank has no levels.
        if (!field.IsNullable)
            _levels.AsSpan(0, count).Fill(1);
        await group.ReadRawAsync<T>(field, values, _levels, null, cancellationToken);
        return values;
    }

    // Answers are small numbers, so a small table caches their codes. Other numbers are looked up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Index(CodeValues column, ReadOnlySpan<int> integers, ReadOnlySpan<int> levels)
    {
        const int Small = 256, NotYet = -1;
        var known = new KnownTexts(column);
        Span<int> small = stackalloc int[Small];
        small.Fill(NotYet);
        ushort[] indices = column.Indices;
        int next = 0;
        for (int row = 0; row < levels.Length; row++)
        {
            if (levels[row] == 0)
            {
                indices[row] = 0;
                continue;
            }
            int number = integers[next++];
            if ((uint)number >= Small)
            {
                indices[row] = known.IndexOf(number.ToString(CultureInfo.InvariantCulture));
                continue;
            }
            if (small[number] == NotYet)
                small[number] = known.IndexOf(number.ToString(CultureInfo.InvariantCulture));
            indices[row] = (ushort)small[number];
        }
    }

    // Rows with the same text share an entry of the page's dictionary, so a recent text is recognised by its array.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Index(CodeValues column, ReadOnlySpan<ReadOnlyMemory<char>> texts, ReadOnlySpan<int> levels)
    {
        const int Recent = 256;
        var known = new KnownTexts(column);
        var recent = new (char[]? Text, ushort Index)[Recent];
        ushort[] indices = column.Indices;
        int next = 0;
        for (int row = 0; row < levels.Length; row++)
        {
            if (levels[row] == 0)
            {
                indices[row] = 0;
                continue;
            }
            ReadOnlyMemory<char> text = texts[next++];
            if (!MemoryMarshal.TryGetArray(text, out ArraySegment<char> entry) || entry.Count == 0 || entry.Count != entry.Array!.Length)
            {
                indices[row] = known.IndexOf(text.Span);
                continue;
            }
            char[] array = entry.Array;
            ref (char[]? Text, ushort Index) slot = ref recent[(array[0] * 31 + array[^1] * 7 + array.Length) & (Recent - 1)];
            if (!ReferenceEquals(slot.Text, array))
                slot = (array, known.IndexOf(array));
            indices[row] = slot.Index;
        }
    }

    private static T[] Grow<T>(ref T[] buffer, int count) => buffer.Length >= count ? buffer : buffer = new T[count];

    /// <summary>The texts of a column's dictionary. New texts are added.</summary>
    private readonly ref struct KnownTexts
    {
        private readonly CodeValues _column;
        private readonly Dictionary<string, ushort>.AlternateLookup<ReadOnlySpan<char>> _indices;

        public KnownTexts(CodeValues column)
        {
            _column = column;
            var indices = new Dictionary<string, ushort>(StringComparer.Ordinal);
            for (int i = 1; i < column.Dictionary.Count; i++)
                indices.Add(column.Dictionary[i]!, (ushort)i);
            _indices = indices.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public ushort IndexOf(ReadOnlySpan<char> text)
        {
            if (!_indices.TryGetValue(text, out ushort index))
                _indices.Dictionary.Add(text.ToString(), index = _column.Add(text.ToString()));
            return index;
        }
    }
}
