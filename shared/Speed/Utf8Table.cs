namespace IncDiv.Speed;

/// <summary>Maps exact UTF-8 texts to numbers without creating strings. Hashes use a random seed for each process, so nobody can prepare collisions.</summary>
public sealed class Utf8Table
{
    // The seed is odd, so multiplication by it loses no information.
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    private int[] _buckets = new int[16];
    private Entry[] _entries = new Entry[16];
    private byte[] _bytes = new byte[256];
    private int _used;

    public int Count { get; private set; }

    public bool TryGet(ReadOnlySpan<byte> text, out int value)
    {
        ulong head = Head(text);
        for (int i = _buckets[Hash(text, head) & (_buckets.Length - 1)] - 1; i >= 0; i = _entries[i].Next)
        {
            ref readonly Entry entry = ref _entries[i];
            if (entry.Head == head && entry.Length == text.Length
                && (text.Length <= sizeof(ulong) || text.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length))))
            {
                value = entry.Value;
                return true;
            }
        }
        value = 0;
        return false;
    }

    /// <summary>Adds a text that the table does not hold yet.</summary>
    public void Add(ReadOnlySpan<byte> text, int value)
    {
        if (Count == _entries.Length)
            Grow();
        while (_bytes.Length < _used + text.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        text.CopyTo(_bytes.AsSpan(_used));
        ulong head = Head(text);
        int hash = Hash(text, head);
        ref int bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[Count] = new Entry(head, hash, _used, text.Length, value, bucket - 1);
        bucket = ++Count;
        _used += text.Length;
    }

    public void Clear()
    {
        Array.Clear(_buckets);
        Array.Clear(_bytes, 0, _used);
        (Count, _used) = (0, 0);
    }

    private void Grow()
    {
        Array.Resize(ref _entries, Count * 2);
        _buckets = new int[Count * 2];
        for (int i = 0; i < Count; i++)
        {
            ref int bucket = ref _buckets[_entries[i].Hash & (_buckets.Length - 1)];
            _entries[i] = _entries[i] with { Next = bucket - 1 };
            bucket = i + 1;
        }
    }

    // The first eight bytes. Together with the length they identify a text of up to eight bytes.
    private static ulong Head(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(ulong))
            return MemoryMarshal.Read<ulong>(text);
        if (text.Length >= sizeof(uint))
            return MemoryMarshal.Read<uint>(text) | ((ulong)MemoryMarshal.Read<uint>(text[^sizeof(uint)..]) << 32);
        return text.IsEmpty ? 0 : text[0] | ((uint)text[text.Length / 2] << 8) | ((uint)text[^1] << 16);
    }

    private static int Hash(ReadOnlySpan<byte> text, ulong head)
    {
        if (text.Length <= sizeof(ulong))
            return (int)Math.BigMul(head ^ Seed, Seed, out ulong low) ^ (int)(low >> 32);
        var hash = default(HashCode);
        hash.AddBytes(text);
        return hash.ToHashCode();
    }

    private readonly record struct Entry(ulong Head, int Hash, int Start, int Length, int Value, int Next);
}
