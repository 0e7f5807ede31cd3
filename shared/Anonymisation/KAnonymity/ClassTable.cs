namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Equivalence classes: maps packed quasi-identifiers to the number of records and the sensitive values found (one bit each). A hash table with open
/// addressing over dense entries: 28 bytes for an entry, plus 8 to 16 bytes for slots.</summary>
internal sealed class ClassTable(int capacity = 16)
{
    private int[] _slots = new int[Slots(capacity)];
    private UInt128[] _keys = new UInt128[capacity];
    private int[] _counts = new int[capacity];
    private ulong[] _answers = new ulong[capacity];

    public int Count { get; private set; }

    public ReadOnlySpan<UInt128> Keys => _keys.AsSpan(0, Count);

    public ReadOnlySpan<int> Counts => _counts.AsSpan(0, Count);

    public ReadOnlySpan<ulong> Answers => _answers.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(UInt128 key, int count, ulong answers)
    {
        int slot = SlotOf(key);
        if (_slots[slot] is int found and > 0)
        {
            _counts[found - 1] = checked(_counts[found - 1] + count);
            _answers[found - 1] |= answers;
            return;
        }
        if (Count == _keys.Length)
        {
            Grow();
            slot = SlotOf(key);
        }
        (_keys[Count], _counts[Count], _answers[Count]) = (key, count, answers);
        _slots[slot] = ++Count;
    }

    /// <summary>Adds the classes of a finer node.</summary>
    /// <returns>True if there are at most <paramref name="limit"/> classes; otherwise not all were added.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(ReadOnlySpan<UInt128> keys, ReadOnlySpan<int> counts, ReadOnlySpan<ulong> answers, Recoding recoding, int limit)
    {
        for (int i = 0; i < keys.Length && Count <= limit; i++)
            Add(recoding.Apply(keys[i]), counts[i], answers[i]);
        return Count <= limit;
    }

    public ClassList ToList() => new(Keys.ToArray(), Counts.ToArray(), Answers.ToArray());

    /// <summary>Position of a class, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(UInt128 key) => _slots[SlotOf(key)] - 1;

    public void Clear()
    {
        Count = 0;
        Array.Clear(_slots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(UInt128 key)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(Mix(key) & (ulong)mask);
        while (_slots[slot] is int entry and > 0 && _keys[entry - 1] != key)
            slot = (slot + 1) & mask;
        return slot;
    }

    // The finaliser of SplitMix64 on both halves: packed keys differ in few bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mix(UInt128 key)
    {
        ulong z = (ulong)key ^ ((ulong)(key >> 64) * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow()
    {
        int larger = Math.Max(16, _keys.Length * 2);
        Array.Resize(ref _keys, larger);
        Array.Resize(ref _counts, larger);
        Array.Resize(ref _answers, larger);
        _slots = new int[Slots(larger)];
        for (int i = 0; i < Count; i++)
            _slots[SlotOf(_keys[i])] = i + 1;
    }

    private static int Slots(int capacity) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(32, capacity + capacity / 2));
}

/// <summary>The classes of a node, counted: packed keys, records and sensitive values seen.</summary>
internal sealed record ClassList(UInt128[] Keys, int[] Counts, ulong[] Answers);
