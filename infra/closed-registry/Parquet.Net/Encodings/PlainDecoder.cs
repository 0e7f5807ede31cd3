using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Parquet.File;

namespace Parquet.Encodings;

/// <summary>Reads PLAIN values of <typeparamref name="T"/> into a span that says how many.</summary>
internal delegate void PlainDecoder<T>(ReadOnlySpan<byte> source, Span<T> values);

/// <summary>PLAIN decoders by column kind.</summary>
internal static class PlainDecoder
{
    public const int UnixEpochDay = 719_162;
    public const int UuidLength = 16;

    /// <exception cref="ArgumentException">A column of this kind does not hold values of this type.</exception>
    public static PlainDecoder<T> For<T>(ColumnKind kind)
    {
        Delegate? decoder = kind switch
        {
            ColumnKind.Boolean => (PlainDecoder<bool>)Booleans,
            ColumnKind.Int32 => (PlainDecoder<int>)Numbers,
            ColumnKind.Int64 => (PlainDecoder<long>)Numbers,
            ColumnKind.Float => (PlainDecoder<float>)Numbers,
            ColumnKind.Double => (PlainDecoder<double>)Numbers,
            ColumnKind.String => (PlainDecoder<string?>)((source, values) => ByteArrays(source, values, static bytes => Encoding.UTF8.GetString(bytes))),
            ColumnKind.ByteArray => (PlainDecoder<byte[]?>)((source, values) => ByteArrays(source, values, static bytes => bytes.ToArray())),
            ColumnKind.Uuid => (PlainDecoder<Guid>)Uuids,
            ColumnKind.Date when typeof(T) == typeof(DateOnly) =>
                (PlainDecoder<DateOnly>)((source, values) => Convert<int, DateOnly>(source, values, static d => DateOnly.FromDayNumber(d + UnixEpochDay))),
            ColumnKind.Date =>
                (PlainDecoder<DateTime>)((source, values) => Convert<int, DateTime>(source, values, static d => DateTime.UnixEpoch.AddDays(d))),
            ColumnKind.TimestampMillis => (PlainDecoder<DateTime>)((source, values) => Timestamps(source, values, TimeSpan.TicksPerMillisecond, 1)),
            ColumnKind.TimestampMicros => (PlainDecoder<DateTime>)((source, values) => Timestamps(source, values, TimeSpan.TicksPerMicrosecond, 1)),
            ColumnKind.TimestampNanos => (PlainDecoder<DateTime>)((source, values) => Timestamps(source, values, 1, TimeSpan.NanosecondsPerTick)),
            _ => null,
        };
        return decoder as PlainDecoder<T> ?? throw new ArgumentException($"A {kind} column cannot be read as {typeof(T)}.");
    }

    /// <summary>One value, boxed: a bound of the statistics.</summary>
    public static object Box(ColumnKind kind, Type clrType, byte[] bytes) => kind switch
    {
        ColumnKind.Boolean => One<bool>(kind, bytes),
        ColumnKind.Int32 => One<int>(kind, bytes),
        ColumnKind.Int64 => One<long>(kind, bytes),
        ColumnKind.Float => One<float>(kind, bytes),
        ColumnKind.Double => One<double>(kind, bytes),
        ColumnKind.String => Encoding.UTF8.GetString(bytes),
        ColumnKind.ByteArray => bytes,
        ColumnKind.Uuid => One<Guid>(kind, bytes),
        ColumnKind.Date when clrType == typeof(DateOnly) => One<DateOnly>(kind, bytes),
        _ => One<DateTime>(kind, bytes),
    };

    private static T One<T>(ColumnKind kind, byte[] bytes)
    {
        var values = new T[1];
        For<T>(kind)(bytes, values);
        return values[0];
    }

    private static ParquetException Corrupt() => new("A page's values are corrupt or truncated.");

    private static ReadOnlySpan<T> Raw<T>(ReadOnlySpan<byte> source, int count) where T : struct =>
        source.Length / Unsafe.SizeOf<T>() >= count ? MemoryMarshal.Cast<byte, T>(source)[..count] : throw Corrupt();

    private static void Numbers<T>(ReadOnlySpan<byte> source, Span<T> values) where T : struct => Raw<T>(source, values.Length).CopyTo(values);

    private static void Booleans(ReadOnlySpan<byte> source, Span<bool> values)
    {
        if (source.Length < (values.Length + 7L) / 8)
            throw Corrupt();
        for (int i = 0; i < values.Length; i++)
            values[i] = (source[i >> 3] >> (i & 7) & 1) != 0;
    }

    private static void Convert<TRaw, T>(ReadOnlySpan<byte> source, Span<T> values, Func<TRaw, T> convert) where TRaw : struct
    {
        ReadOnlySpan<TRaw> raw = Raw<TRaw>(source, values.Length);
        try
        {
            for (int i = 0; i < raw.Length; i++)
                values[i] = convert(raw[i]);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ParquetException("A date or time lies outside the years 1 to 9999.", e);
        }
    }

    private static void Timestamps(ReadOnlySpan<byte> source, Span<DateTime> values, long ticksPerUnit, long unitsPerTick)
    {
        ReadOnlySpan<long> raw = Raw<long>(source, values.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            Int128 ticks = DateTime.UnixEpoch.Ticks + ((Int128)raw[i] * ticksPerUnit / unitsPerTick);
            values[i] = ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
                ? new DateTime((long)ticks, DateTimeKind.Utc)
                : throw new ParquetException("A date or time lies outside the years 1 to 9999.");
        }
    }

    private static void Uuids(ReadOnlySpan<byte> source, Span<Guid> values)
    {
        if (source.Length / UuidLength < values.Length)
            throw Corrupt();
        for (int i = 0; i < values.Length; i++)
            values[i] = new Guid(source.Slice(i * UuidLength, UuidLength), bigEndian: true);
    }

    private static void ByteArrays<T>(ReadOnlySpan<byte> source, Span<T> values, Func<ReadOnlySpan<byte>, T> convert)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (source.Length < sizeof(int))
                throw Corrupt();
            int length = BinaryPrimitives.ReadInt32LittleEndian(source);
            source = source[sizeof(int)..];
            if (length < 0 || length > source.Length)
                throw Corrupt();
            values[i] = convert(source[..length]);
            source = source[length..];
        }
    }
}
