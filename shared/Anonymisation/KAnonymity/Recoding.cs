namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Converts packed keys of one node to those of a coarser node, by lookup tables for a few columns each.</summary>
internal sealed class Recoding
{
    private const int ChunkBits = 12;

    private readonly UInt128 _kept;
    private readonly (int Shift, int Mask, UInt128[] Table)[] _chunks;

    /// <param name="from">Levels of the given keys; null for raw codes.</param>
    public Recoding(IReadOnlyList<QuasiColumn> columns, int[]? from, int[] to)
    {
        var chunks = new List<(int, int, UInt128[])>();
        for (int i = 0; i < columns.Count;)
        {
            if (from is not null && from[i] == to[i])
            {
                _kept |= columns[i++].Mask;
                continue;
            }
            int first = i, bits = 0;
            for (; i < columns.Count && (from is null || from[i] != to[i]) && (i == first || bits + columns[i].Bits <= ChunkBits); i++)
                bits += columns[i].Bits;
            chunks.Add((columns[i - 1].Shift, (1 << bits) - 1, Table(columns, first, i, from, to, bits)));
        }
        _chunks = [.. chunks];
    }

    // Code with 128-bit numbers is not precompiled, so here and in related classes it is marked for immediate optimisation.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UInt128 Apply(UInt128 key)
    {
        UInt128 result = key & _kept;
        foreach ((int shift, int mask, UInt128[] table) in _chunks)
            result |= table[(int)(ulong)(key >> shift) & mask];
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static UInt128[] Table(IReadOnlyList<QuasiColumn> columns, int first, int end, int[]? from, int[] to, int bits)
    {
        int lowest = columns[end - 1].Shift;
        var table = new UInt128[1 << bits];
        for (int c = first; c < end; c++)
        {
            QuasiColumn column = columns[c];
            int[] map = column.Map(from?[c] ?? -1, to[c]);
            for (int entry = 0; entry < table.Length; entry++)
                if ((entry >> (column.Shift - lowest) & ((1 << column.Bits) - 1)) is int code && code < map.Length)
                    table[entry] |= (UInt128)map[code] << column.Shift;
        }
        return table;
    }
}
