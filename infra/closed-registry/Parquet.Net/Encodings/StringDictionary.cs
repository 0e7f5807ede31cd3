using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parquet.Encodings;

/// <summary>The distinct strings of a column in order of first appearance.</summary>
internal sealed class StringDictionary
{
    private const int CacheBits = 12;

    private readonly Dictionary<string, int> _indices = [];
    private readonly List<string> _entries = [];
    private readonly (string? Key, int Index)[] _cache = new (string?, int)[1 << CacheBits];

    public ReadOnlySpan<string> Entries => CollectionsMarshal.AsSpan(_entries);

    public int Count => _entries.Count;

    public int IndexOf(string value)
    {
        // Callers tend to pass the same instances again and again: a slot chosen by address answers those without hashing. The
        // collector may move a string, which costs a miss and nothing else: what decides is the reference in the slot.
        ulong address = (ulong)Unsafe.As<string, nint>(ref value);
        ref (string? Key, int Index) slot = ref _cache[(address >> 3) * 0x9E3779B97F4A7C15 >> (64 - CacheBits)];
        if (!ReferenceEquals(slot.Key, value))
            slot = (value, Find(value));
        return slot.Index;
    }

    public void Clear()
    {
        _indices.Clear();
        _entries.Clear();
        Array.Clear(_cache);
    }

    private int Find(string value)
    {
        if (!_indices.TryGetValue(value, out int index))
        {
            index = _entries.Count;
            _indices.Add(value, index);
            _entries.Add(value);
        }
        return index;
    }
}
