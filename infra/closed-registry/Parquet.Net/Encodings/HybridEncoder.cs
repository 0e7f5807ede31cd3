using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Parquet.File;

namespace Parquet.Encodings;

/// <summary>The RLE / bit-packed hybrid: runs of eight or more are repeated, the rest is packed in groups of eight values.</summary>
internal static class HybridEncoder
{
    private const int Group = 8;
    private const int MaxLiteralGroups = 63; // so that a literal run's header is one byte, written before its length is known

    /// <summary>Dictionary indices, each of <paramref name="bitWidth"/> bits.</summary>
    public static void WriteIndices(ReadOnlySpan<int> values, int bitWidth, PooledBuffer output)
    {
        int valueBytes = (bitWidth + 7) / 8;
        for (int i = 0; i < values.Length;)
        {
            if (IsRepeatedGroup(values[i..]))
            {
                int value = values[i];
                int run = values[i..].IndexOfAnyExcept(value);
                run = run < 0 ? values.Length - i : run;
                WriteRunHeader(run, output);
                BinaryPrimitives.WriteInt32LittleEndian(output.Reserve(sizeof(int)), value);
                output.Advance(valueBytes);
                i += run;
                continue;
            }
            int header = output.Length, groups = 0;
            output.Take(1);
            do
            {
                Pack(values.Slice(i, Math.Min(Group, values.Length - i)), bitWidth, output.Take(bitWidth));
                i += Group;
                groups++;
            }
            while (i < values.Length && groups < MaxLiteralGroups && !IsRepeatedGroup(values[i..]));
            output.Span[header] = (byte)((groups << 1) | 1);
        }
    }

    /// <summary>
    /// Levels of a column whose only level is "there": one bit a value, first value lowest, with the bits past
    /// <paramref name="count"/> clear.
    /// </summary>
    public static void WriteBits(Span<byte> bits, int count, PooledBuffer output)
    {
        int tail = count % Group;
        // A last byte of ones only is filled up, so that it can join a run.
        if (tail > 0 && bits[^1] == (1 << tail) - 1)
            bits[^1] = 0xFF;
        for (int i = 0; i < bits.Length;)
        {
            int run = RepeatedBytes(bits[i..]);
            if (run > 0)
            {
                WriteRunHeader(Math.Min(run * Group, count - (i * Group)), output);
                output.Append([(byte)(bits[i] & 1)]);
                i += run;
                continue;
            }
            int start = i;
            do
                i++;
            while (i < bits.Length && i - start < MaxLiteralGroups && RepeatedBytes(bits[i..]) == 0);
            output.Append([(byte)(((i - start) << 1) | 1)]);
            output.Append(bits[start..i]);
        }
    }

    // A run pays from four bytes (32 values) on, and at the very end.
    private static int RepeatedBytes(ReadOnlySpan<byte> bits)
    {
        if (bits[0] is not (0x00 or 0xFF))
            return 0;
        int run = bits.IndexOfAnyExcept(bits[0]);
        run = run < 0 ? bits.Length : run;
        return run >= 4 || run == bits.Length ? run : 0;
    }

    private static bool IsRepeatedGroup(ReadOnlySpan<int> values) => values.Length >= Group
        && values[0] == values[1]
        && Vector256.EqualsAll(Vector256.Create(values), Vector256.Create(values[0]));

    private static void WriteRunHeader(int count, PooledBuffer output)
    {
        uint header = (uint)count << 1;
        Span<byte> bytes = output.Reserve(5);
        int length = 0;
        for (; header >= 0x80; header >>= 7)
            bytes[length++] = (byte)(header | 0x80);
        bytes[length++] = (byte)header;
        output.Advance(length);
    }

    private static void Pack(ReadOnlySpan<int> group, int bitWidth, Span<byte> destination)
    {
        if (bitWidth <= 8 && group.Length == Group && Bmi2.X64.IsSupported)
        {
            // Eight values to eight bytes, and then only the bits that count.
            Vector128<short> shorts = Vector256.Narrow(Vector256.Create(group), Vector256<int>.Zero).GetLower();
            ulong bytes = Vector128.Narrow(shorts.AsUInt16(), Vector128<ushort>.Zero).AsUInt64()[0];
            ulong bits8 = Bmi2.X64.ParallelBitExtract(bytes, 0x0101010101010101UL * ((1UL << bitWidth) - 1));
            MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(ref bits8))[..bitWidth].CopyTo(destination);
            return;
        }
        if (bitWidth <= 8)
        {
            ulong packed = 0;
            for (int i = 0; i < group.Length; i++)
                packed |= (ulong)(uint)group[i] << (i * bitWidth);
            MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(ref packed))[..bitWidth].CopyTo(destination);
            return;
        }
        ulong pending = 0;
        int bits = 0, at = 0;
        for (int i = 0; i < group.Length; i++)
        {
            pending |= (ulong)(uint)group[i] << bits;
            for (bits += bitWidth; bits >= 8; bits -= 8, pending >>= 8)
                destination[at++] = (byte)pending;
        }
        for (; at < destination.Length; pending >>= 8)
            destination[at++] = (byte)pending;
    }
}
