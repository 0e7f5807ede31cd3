using System.Buffers.Binary;

namespace IncDiv.Ingestion.Columns;

/// <summary>
/// A key as 64 bits. Keys of one length of up to eight bytes never collide (the mixing is one-to-one); among 10 million others the chance that any two
/// collide, and one row is wrongly called a duplicate, is 3 in a million.
/// </summary>
internal static class KeyHash
{
    public static ulong Of(ReadOnlySpan<byte> key)
    {
        ulong hash = Mix((ulong)key.Length);
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key));
        ulong rest = 0;
        foreach (byte b in key)
            rest = (rest << 8) | b;
        return Mix(hash ^ rest);
    }

    // The finaliser of MurmurHash3, which maps 64 bits one-to-one.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCD;
        x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53;
        return x ^ (x >> 33);
    }
}
