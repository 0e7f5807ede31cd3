using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Parquet.Encodings;

/// <summary>Reads the RLE / bit-packed hybrid.</summary>
internal static class HybridDecoder
{
    /// <summary>Fills <paramref name="values"/> from the start of <paramref name="source"/>.</summary>
    /// <exception cref="ParquetException">The source ends first, a run is empty, or a value is wider than it may be.</exception>
    public static void Read(ReadOnlySpan<byte> source, int bitWidth, Span<int> values)
    {
        if (bitWidth is < 0 or > 31)
            throw Corrupt();
        int valueBytes = (bitWidth + 7) / 8;
        for (int at = 0; values.Length > 0;)
        {
            uint header = ReadVarint(source, ref at);
            uint count = header >> 1;
            if (count == 0)
                throw Corrupt();
            if ((header & 1) == 0)
            {
                if (source.Length - at < valueBytes)
                    throw Corrupt();
                int value = 0;
                for (int i = 0; i < valueBytes; i++)
                    value |= source[at++] << (8 * i);
                if ((uint)value >> bitWidth != 0)
                    throw Corrupt();
                int run = (int)Math.Min(count, (uint)values.Length);
                values[..run].Fill(value);
                values = values[run..];
            }
            else
            {
                // Writers may leave out the padding of the last group.
                int wanted = (int)Math.Min(count * 8UL, (uint)values.Length);
                long runBytes = (long)count * bitWidth;
                if (source.Length - at < ((long)wanted * bitWidth + 7) / 8)
                    throw Corrupt();
                Unpack(source[at..], bitWidth, values[..wanted]);
                at = (int)Math.Min(source.Length, at + runBytes);
                values = values[wanted..];
            }
        }
    }

    private static void Unpack(ReadOnlySpan<byte> source, int bitWidth, Span<int> values)
    {
        int i = 0, at = 0;
        if (bitWidth is > 0 and <= 8 && Bmi2.X64.IsSupported)
        {
            // Eight values stand in as many bytes as each has bits.
            ulong places = 0x0101010101010101UL * ((1UL << bitWidth) - 1);
            for (; i + 8 <= values.Length && at + sizeof(ulong) <= source.Length; i += 8, at += bitWidth)
            {
                ulong bytes = Bmi2.X64.ParallelBitDeposit(BinaryPrimitives.ReadUInt64LittleEndian(source[at..]), places);
                Vector256.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(bytes).AsByte()).ToVector256()).AsInt32().CopyTo(values[i..]);
            }
        }
        ulong pending = 0, mask = (1UL << bitWidth) - 1;
        int bits = 0;
        for (; i < values.Length; i++)
        {
            for (; bits < bitWidth; bits += 8)
                pending |= (ulong)source[at++] << bits;
            values[i] = (int)(pending & mask);
            pending >>= bitWidth;
            bits -= bitWidth;
        }
    }

    private static uint ReadVarint(ReadOnlySpan<byte> source, ref int at)
    {
        uint value = 0;
        for (int shift = 0; shift < 35 && at < source.Length; shift += 7)
        {
            byte b = source[at++];
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
        throw Corrupt();
    }

    private static ParquetException Corrupt() => new("A page's run-length data is corrupt or truncated.");
}
