using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Parquet.File;

namespace Parquet.Encodings;

/// <summary>PLAIN encoding. Each method returns the values' least and greatest, where they have them.</summary>
internal static class PlainEncoder
{
    /// <exception cref="ArgumentException">The column does not hold values of this type.</exception>
    public static (byte[] Min, byte[] Max)? Write<T>(ColumnKind kind, ReadOnlySpan<T> values, PooledBuffer output) where T : struct
    {
        if (typeof(T) == typeof(int) && kind == ColumnKind.Int32)
            return Numbers(Cast<T, int>(values), output);
        if (typeof(T) == typeof(long) && kind == ColumnKind.Int64)
            return Numbers(Cast<T, long>(values), output);
        if (typeof(T) == typeof(double) && kind == ColumnKind.Double)
            return Numbers(Cast<T, double>(values), output);
        if (typeof(T) == typeof(float) && kind == ColumnKind.Float)
            return Numbers(Cast<T, float>(values), output);
        if (typeof(T) == typeof(bool) && kind == ColumnKind.Boolean)
            return Booleans(Cast<T, bool>(values), output);
        if (typeof(T) == typeof(DateOnly) && kind == ColumnKind.Date)
            return Dates(Cast<T, DateOnly>(values), output);
        if (typeof(T) == typeof(DateTime) && kind == ColumnKind.Date)
            return Dates(Cast<T, DateTime>(values), output);
        if (typeof(T) == typeof(DateTime) && kind == ColumnKind.TimestampMillis)
            return Timestamps(Cast<T, DateTime>(values), output);
        if (typeof(T) == typeof(Guid) && kind == ColumnKind.Uuid)
            return Uuids(Cast<T, Guid>(values), output);
        throw new ArgumentException($"A {kind} column cannot be written from {typeof(T)}.", nameof(values));
    }

    /// <summary>The strings that are there, as UTF-8.</summary>
    public static (byte[] Min, byte[] Max)? Write(ReadOnlySpan<string?> values, PooledBuffer output)
    {
        var bounds = new ByteMinMax();
        foreach (string? value in values)
        {
            if (value is null)
                continue;
            int start = output.Length + sizeof(int);
            Span<byte> room = output.Reserve(checked(sizeof(int) + (3 * value.Length) + sizeof(ulong)));
            int length = Encoding.UTF8.GetBytes(value, room[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(room, length);
            bounds.Include(output.From(0), start, length);
            output.Advance(sizeof(int) + length);
        }
        return bounds.Result(output.Span);
    }

    /// <summary>The byte arrays that are there.</summary>
    public static (byte[] Min, byte[] Max)? Write(ReadOnlySpan<byte[]?> values, PooledBuffer output)
    {
        var bounds = new ByteMinMax();
        foreach (byte[]? value in values)
        {
            if (value is null)
                continue;
            int start = output.Length + sizeof(int);
            Span<byte> room = output.Reserve(checked(sizeof(int) + value.Length + sizeof(ulong)));
            BinaryPrimitives.WriteInt32LittleEndian(room, value.Length);
            value.CopyTo(room[sizeof(int)..]);
            bounds.Include(output.From(0), start, value.Length);
            output.Advance(sizeof(int) + value.Length);
        }
        return bounds.Result(output.Span);
    }

    private static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> values) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(values)), values.Length);

    private static (byte[], byte[])? Numbers<T>(ReadOnlySpan<T> values, PooledBuffer output)
        where T : unmanaged, System.Numerics.IBinaryNumber<T>, System.Numerics.IMinMaxValue<T>
    {
        output.Append(MemoryMarshal.AsBytes(values));
        return MinMax.Of(values);
    }

    private static (byte[], byte[])? Booleans(ReadOnlySpan<bool> values, PooledBuffer output)
    {
        Span<byte> bytes = output.Take((values.Length + 7) / 8);
        bytes.Clear();
        for (int i = 0; i < values.Length; i++)
            bytes[i >> 3] |= (byte)(Unsafe.BitCast<bool, byte>(values[i]) << (i & 7));
        return values.IsEmpty ? null : ([values.Contains(false) ? (byte)0 : (byte)1], [values.Contains(true) ? (byte)1 : (byte)0]);
    }

    private static (byte[], byte[])? Dates(ReadOnlySpan<DateOnly> values, PooledBuffer output)
    {
        Span<int> days = MemoryMarshal.Cast<byte, int>(output.Take(checked(values.Length * sizeof(int))));
        for (int i = 0; i < values.Length; i++)
            days[i] = values[i].DayNumber - PlainDecoder.UnixEpochDay;
        return MinMax.Of<int>(days);
    }

    private static (byte[], byte[])? Dates(ReadOnlySpan<DateTime> values, PooledBuffer output)
    {
        Span<int> days = MemoryMarshal.Cast<byte, int>(output.Take(checked(values.Length * sizeof(int))));
        for (int i = 0; i < values.Length; i++)
            days[i] = (int)(values[i].Ticks / TimeSpan.TicksPerDay) - PlainDecoder.UnixEpochDay;
        return MinMax.Of<int>(days);
    }

    private static (byte[], byte[])? Timestamps(ReadOnlySpan<DateTime> values, PooledBuffer output)
    {
        Span<long> millis = MemoryMarshal.Cast<byte, long>(output.Take(checked(values.Length * sizeof(long))));
        for (int i = 0; i < values.Length; i++)
        {
            DateTime value = values[i].Kind == DateTimeKind.Local ? values[i].ToUniversalTime() : values[i];
            // Counted from year 1 before the epoch is taken off, so that division rounds down on both sides of 1970.
            millis[i] = (value.Ticks / TimeSpan.TicksPerMillisecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond);
        }
        return MinMax.Of<long>(millis);
    }

    private static (byte[], byte[])? Uuids(ReadOnlySpan<Guid> values, PooledBuffer output)
    {
        Span<byte> bytes = output.Take(checked(values.Length * PlainDecoder.UuidLength));
        UInt128 min = UInt128.MaxValue, max = 0;
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> uuid = bytes.Slice(i * PlainDecoder.UuidLength, PlainDecoder.UuidLength);
            values[i].TryWriteBytes(uuid, bigEndian: true, out _);
            UInt128 number = BinaryPrimitives.ReadUInt128BigEndian(uuid);
            (min, max) = (UInt128.Min(min, number), UInt128.Max(max, number));
        }
        return values.IsEmpty ? null : (BigEndian(min), BigEndian(max));

        static byte[] BigEndian(UInt128 number)
        {
            byte[] uuid = new byte[PlainDecoder.UuidLength];
            BinaryPrimitives.WriteUInt128BigEndian(uuid, number);
            return uuid;
        }
    }
}
