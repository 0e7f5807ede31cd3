using System.Numerics;
using System.Text;

namespace Parquet.File;

/// <summary>Writes the Thrift compact protocol.</summary>
internal sealed class ThriftCompactWriter(PooledBuffer output)
{
    private readonly Stack<int> _outer = new();
    private int _lastId;

    public void I32(int id, int value) => Integer(id, ThriftType.I32, value);

    public void I64(int id, long value) => Integer(id, ThriftType.I64, value);

    public void Byte(int id, sbyte value)
    {
        Header(id, ThriftType.Byte);
        output.Append([(byte)value]);
    }

    public void Bool(int id, bool value) => Header(id, value ? ThriftType.True : ThriftType.False);

    public void Binary(int id, ReadOnlySpan<byte> value)
    {
        Header(id, ThriftType.Binary);
        BinaryItem(value);
    }

    public void String(int id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    /// <summary>Opens a list field; its items follow, without ids.</summary>
    public void List(int id, ThriftType itemType, int count)
    {
        Header(id, ThriftType.List);
        output.Append([(byte)((Math.Min(count, 15) << 4) | (int)itemType)]);
        if (count >= 15)
            Varint((ulong)count);
    }

    public void I32Item(int value) => Varint(ZigZag(value));

    public void StringItem(string value) => BinaryItem(Encoding.UTF8.GetBytes(value));

    public void BeginStruct(int id)
    {
        Header(id, ThriftType.Struct);
        BeginStructItem();
    }

    /// <summary>Opens a struct that is a list item, or the outermost one.</summary>
    public void BeginStructItem()
    {
        _outer.Push(_lastId);
        _lastId = 0;
    }

    public void EndStruct()
    {
        output.Append([(byte)ThriftType.Stop]);
        _lastId = _outer.Pop();
    }

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private void Integer(int id, ThriftType type, long value)
    {
        Header(id, type);
        Varint(ZigZag(value));
    }

    private void BinaryItem(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        output.Append(value);
    }

    // Every field id in this format is within 15 of the one before it, so the short form always fits.
    private void Header(int id, ThriftType type)
    {
        output.Append([(byte)(((id - _lastId) << 4) | (int)type)]);
        _lastId = id;
    }

    private void Varint(ulong value)
    {
        Span<byte> bytes = output.Take(Math.Max(1, (70 - BitOperations.LeadingZeroCount(value)) / 7));
        for (int i = 0; i < bytes.Length - 1; i++, value >>= 7)
            bytes[i] = (byte)(value | 0x80);
        bytes[^1] = (byte)value;
    }
}
