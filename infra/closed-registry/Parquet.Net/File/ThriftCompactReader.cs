using System.Text;

namespace Parquet.File;

/// <summary>Reads the Thrift compact protocol from bytes that may be anything: what does not fit is a <see cref="ParquetException"/>.</summary>
internal ref struct ThriftCompactReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 32;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    /// <summary>Moves to the next field of a struct; false at its end. <paramref name="id"/> starts at 0 and is kept by the caller.</summary>
    public bool Next(ref int id, out ThriftType type)
    {
        byte header = ReadByte();
        type = (ThriftType)(header & 0x0F);
        if (header == 0)
            return false;
        id = header >> 4 == 0 ? (int)ReadInteger() : id + (header >> 4);
        return type is > ThriftType.Stop and <= ThriftType.Struct ? true : throw Corrupt();
    }

    public long ReadI64(ThriftType type) => type is ThriftType.I16 or ThriftType.I32 or ThriftType.I64 ? ReadInteger() : throw Corrupt();

    public int ReadI32(ThriftType type) => ReadI64(type) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Corrupt();

    public sbyte ReadSByte(ThriftType type) => type == ThriftType.Byte ? (sbyte)ReadByte() : throw Corrupt();

    public static bool ReadBool(ThriftType type) => type is ThriftType.True or ThriftType.False ? type == ThriftType.True : throw Corrupt();

    public ReadOnlySpan<byte> ReadBinary(ThriftType type)
    {
        if (type != ThriftType.Binary)
            throw Corrupt();
        ulong length = ReadVarint();
        if (length > (ulong)(_bytes.Length - Position))
            throw Corrupt();
        Position += (int)length;
        return _bytes.Slice(Position - (int)length, (int)length);
    }

    public string ReadString(ThriftType type) => Encoding.UTF8.GetString(ReadBinary(type));

    /// <summary>Count of a list's items; each takes at least one byte, so the count cannot exceed what is left.</summary>
    public int ReadList(ThriftType type, out ThriftType itemType)
    {
        if (type is not (ThriftType.List or ThriftType.Set))
            throw Corrupt();
        byte header = ReadByte();
        itemType = (ThriftType)(header & 0x0F);
        ulong count = header >> 4 == 15 ? ReadVarint() : (ulong)(header >> 4);
        return count <= (ulong)(_bytes.Length - Position) ? (int)count : throw Corrupt();
    }

    public static void ExpectStruct(ThriftType type)
    {
        if (type != ThriftType.Struct)
            throw Corrupt();
    }

    public void Skip(ThriftType type, int depth = 0)
    {
        if (depth > MaxDepth)
            throw Corrupt();
        switch (type)
        {
            case ThriftType.True or ThriftType.False: break;
            case ThriftType.Byte: ReadByte(); break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64: ReadVarint(); break;
            case ThriftType.Double: Advance(8); break;
            case ThriftType.Binary: ReadBinary(type); break;
            case ThriftType.List or ThriftType.Set:
                for (int left = ReadList(type, out ThriftType itemType); left > 0; left--)
                    SkipItem(itemType, depth + 1);
                break;
            case ThriftType.Map:
                ulong pairs = ReadVarint();
                ThriftType types = pairs == 0 ? default : (ThriftType)ReadByte();
                for (; pairs > 0; pairs--)
                {
                    SkipItem((ThriftType)((int)types >> 4), depth + 1);
                    SkipItem((ThriftType)((int)types & 0x0F), depth + 1);
                }
                break;
            case ThriftType.Struct:
                for (int id = 0; Next(ref id, out ThriftType fieldType);)
                    Skip(fieldType, depth + 1);
                break;
            default: throw Corrupt();
        }
    }

    private static ParquetException Corrupt() => new("The file's metadata is corrupt or truncated.");

    // Inside a collection a boolean takes a byte of its own.
    private void SkipItem(ThriftType type, int depth)
    {
        if (type is ThriftType.True or ThriftType.False)
            Advance(1);
        else
            Skip(type, depth);
    }

    private void Advance(int count) => Position = count <= _bytes.Length - Position ? Position + count : throw Corrupt();

    private byte ReadByte() => Position < _bytes.Length ? _bytes[Position++] : throw Corrupt();

    private long ReadInteger()
    {
        ulong value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte b = ReadByte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
        throw Corrupt();
    }
}
