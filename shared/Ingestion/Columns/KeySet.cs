using System.Buffers.Binary;
using System.Runtime.Intrinsics.X86;

namespace IncDiv.Ingestion.Columns;

/// <summary>
/// The keys seen in a drop, as 64-bit hashes in an open table: 11 to 21 bytes a key. Keys of up to eight bytes never collide (the mixing is
/// one-to-one); among 10 million longer keys the chance that any two collide, and one row is wrongly called a duplicate, is 3 in a million.
/// </summary>
internal sealed class KeySet
{
    private ulong[] _slots = new ulong[1024];
    private int _count;

    /// <summary>Fetches the place of a key into the cache, so that <see cref="Add"/> finds it there a row's other columns later.</summary>
    public unsafe void Approach(ulong hash)
    {
        if (Sse.IsSupported)
            fixed (ulong* slot = &_slots[(int)hash & (_slots.Length - 1)])
                Sse.Prefetch0(slot);
    }

    /// <summary>Whether the key is new.</summary>
    /// <param name="hash">Its <see cref="Hash"/>.</param>
    public bool Add(ulong hash)
    {
        if (_count >= _slots.Length / 4 * 3)
            Grow();
        if (!Insert(_slots, hash))
            return false;
        _count++;
        return true;
    }

    private void Grow()
    {
        var larger = new ulong[_slots.Length * 2];
        foreach (ulong hash in _slots)
            if (hash != 0)
                Insert(larger, hash);
        _slots = larger;
    }

    private static bool Insert(ulong[] slots, ulong hash)
    {
        int mask = slots.Length - 1;
        int slot = (int)hash & mask;
        while (slots[slot] != 0)
        {
            if (slots[slot] == hash)
                return false;
            slot = (slot + 1) & mask;
        }
        slots[slot] = hash;
        return true;
    }

    public static ulong Hash(ReadOnlySpan<byte> key)
    {
        ulong hash = Mix((ulong)key.Length);
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key));
        ulong rest = 0;
        foreach (byte b in key)
            rest = (rest << 8) | b;
        hash = Mix(hash ^ rest);
        return hash == 0 ? 1 : hash;
    }

    // The finaliser of MurmurHash3, which maps 64 bits one-to-one.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCD;
        x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53;
        return x ^ (x >> 33);
    }
}
