using System.Buffers.Binary;
using System.Runtime.Intrinsics.X86;

namespace IncDiv.Ingestion.Columns;

/// <summary>
/// The keys seen in a drop, as 64-bit hashes: 11 to 21 bytes a key. Keys of up to eight bytes never collide (the mixing is
/// one-to-one); among 10 million longer keys the chance that any two collide, and one row is wrongly called a duplicate, is 3 in a million.
/// </summary>
/// <remarks>
/// Extendible hashing (Fagin and others, 1979): the first bits of a hash choose a page, and a full page is split in two. So no table is ever
/// copied as a whole, which for a moment would take half as much memory again. Pages are cut from large blocks, which the
/// garbage collector leaves where they are.
/// </remarks>
internal sealed class KeySet
{
    private const int PageSlots = 4096;

    // Hashes that were made to share their first bits make a page grow instead of the directory.
    private const int MostBits = 16;

    private const int MostPagesInBlock = 64;

    private Page[] _pages;
    private int _bits;
    private Memory<ulong> _block;
    private ulong[] _moved = new ulong[PageSlots];

    public KeySet() => _pages = [new Page(0, Cut())];

    /// <summary>Fetches the place of a key into the cache, so that <see cref="Add"/> finds it there a row's other columns later.</summary>
    public unsafe void Approach(ulong hash)
    {
        Span<ulong> slots = PageOf(hash).Slots.Span;
        if (Sse.IsSupported)
            fixed (ulong* slot = &slots[(int)hash & (slots.Length - 1)])
                Sse.Prefetch0(slot);
    }

    /// <summary>Whether the key is new.</summary>
    /// <param name="hash">Its <see cref="Hash"/>.</param>
    public bool Add(ulong hash)
    {
        while (PageOf(hash) is { IsFull: true } full)
            Split(full, hash);
        return PageOf(hash).Insert(hash);
    }

    // A shift by 64 bits would be one by none.
    private Page PageOf(ulong hash) => _pages[(int)(hash >> 1 >> (63 - _bits))];

    private void Split(Page full, ulong hash)
    {
        int count = full.Take(ref _moved);
        if (full.Bits == MostBits)
        {
            full.Slots = new ulong[full.Slots.Length * 2];
        }
        else
        {
            if (full.Bits == _bits)
            {
                _pages = [.. _pages.SelectMany(p => new[] { p, p })];
                _bits++;
            }
            var upper = new Page(++full.Bits, Cut());
            // The page stands at all places that begin with its bits: the second half of them is the new page's.
            int places = 1 << (_bits - full.Bits), first = (int)(hash >> 1 >> (63 - _bits)) & ~(2 * places - 1);
            _pages.AsSpan(first + places, places).Fill(upper);
        }
        foreach (ulong moved in _moved.AsSpan(0, count))
            PageOf(moved).Insert(moved);
    }

    // Small drops need one page, large ones thousands.
    private Memory<ulong> Cut()
    {
        if (_block.IsEmpty)
            _block = new ulong[PageSlots * Math.Clamp(1 << _bits >> 1, 1, MostPagesInBlock)];
        Memory<ulong> page = _block[..PageSlots];
        _block = _block[PageSlots..];
        return page;
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

    private sealed class Page(int bits, Memory<ulong> slots)
    {
        private int _count;

        /// <summary>How many first bits the hashes of this page share.</summary>
        public int Bits { get; set; } = bits;

        public Memory<ulong> Slots { get; set; } = slots;

        public bool IsFull => _count >= Slots.Length / 4 * 3;

        public bool Insert(ulong hash)
        {
            Span<ulong> slots = Slots.Span;
            int mask = slots.Length - 1, slot = (int)hash & mask;
            while (slots[slot] != 0)
            {
                if (slots[slot] == hash)
                    return false;
                slot = (slot + 1) & mask;
            }
            slots[slot] = hash;
            _count++;
            return true;
        }

        /// <summary>Takes all hashes out.</summary>
        /// <returns>How many there were.</returns>
        public int Take(ref ulong[] hashes)
        {
            if (hashes.Length < _count)
                hashes = new ulong[Slots.Length];
            int taken = 0;
            foreach (ulong hash in Slots.Span)
                if (hash != 0)
                    hashes[taken++] = hash;
            Slots.Span.Clear();
            _count = 0;
            return taken;
        }
    }
}
