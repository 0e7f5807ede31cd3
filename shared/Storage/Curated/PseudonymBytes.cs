using System.Buffers.Binary;

namespace IncDiv.Storage.Curated;

/// <summary>Converts pseudonyms to and from their form in Parquet: the 16 bytes of a UUID, big-endian.</summary>
internal static class PseudonymBytes
{
    public static Guid ToGuid(UInt128 pseudonym)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, pseudonym);
        return new Guid(bytes, bigEndian: true);
    }

    public static UInt128 ToNumber(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
