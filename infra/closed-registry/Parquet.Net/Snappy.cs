using System.Numerics;
using System.Runtime.CompilerServices;

namespace Parquet;

/// <summary>The Snappy block format (google/snappy, format_description.txt): LZ77 over blocks of 64 KiB, no entropy coding.</summary>
internal static unsafe class Snappy
{
    private const int BlockSize = 1 << 16;
    private const int TableBits = 14;
    private const int TailMargin = 15; // the matcher reads ahead; the last bytes of a block are always literals

    /// <summary>Bytes that any input of this length fits in.</summary>
    public static int MaxCompressedLength(int length) => checked(32 + length + (length / 6));

    /// <summary>Compresses into <paramref name="destination"/>, of at least <see cref="MaxCompressedLength"/> bytes; the count written.</summary>
    public static int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ushort* table = stackalloc ushort[1 << TableBits];
        fixed (byte* src = source, dst = destination)
        {
            byte* op = dst;
            uint length = (uint)source.Length;
            for (; length >= 0x80; length >>= 7)
                *op++ = (byte)(length | 0x80);
            *op++ = (byte)length;
            for (int start = 0; start < source.Length; start += BlockSize)
            {
                new Span<ushort>(table, 1 << TableBits).Clear();
                op = CompressBlock(src + start, Math.Min(BlockSize, source.Length - start), op, table);
            }
            return (int)(op - dst);
        }
    }

    /// <summary>The length the compressed bytes declare, and where their body starts.</summary>
    /// <exception cref="ParquetException">The preamble is corrupt.</exception>
    public static int ReadLength(ReadOnlySpan<byte> source, out int bodyStart)
    {
        ulong length = 0;
        for (bodyStart = 0; bodyStart < Math.Min(5, source.Length);)
        {
            byte b = source[bodyStart];
            length |= (ulong)(b & 0x7F) << (7 * bodyStart++);
            if (b < 0x80)
                return length <= int.MaxValue ? (int)length : throw Corrupt();
        }
        throw Corrupt();
    }

    /// <summary>Decompresses into a destination of exactly the declared length.</summary>
    /// <exception cref="ParquetException">The bytes are not Snappy, or not of that length.</exception>
    public static void Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (ReadLength(source, out int bodyStart) != destination.Length)
            throw Corrupt();
        fixed (byte* src = source, dst = destination)
        {
            byte* ip = src + bodyStart, end = src + source.Length, op = dst, limit = dst + destination.Length;
            while (ip < end)
            {
                int tag = *ip++;
                long length = (tag >> 2) + 1;
                if ((tag & 3) == 0)
                {
                    if (length > 60)
                    {
                        int lengthBytes = (int)length - 60;
                        if (end - ip < lengthBytes)
                            throw Corrupt();
                        length = 1;
                        for (int i = 0; i < lengthBytes; i++)
                            length += (long)*ip++ << (8 * i);
                    }
                    if (length > end - ip || length > limit - op)
                        throw Corrupt();
                    if (length <= 16 && end - ip >= 16 && limit - op >= 16)
                        Copy16(ip, op);
                    else
                        Buffer.MemoryCopy(ip, op, limit - op, length);
                    ip += length;
                    op += length;
                    continue;
                }
                int offsetBytes = (tag & 3) == 3 ? 4 : tag & 3;
                if (end - ip < offsetBytes)
                    throw Corrupt();
                long offset = offsetBytes switch
                {
                    1 => ((tag & 0xE0) << 3) | *ip,
                    2 => Unsafe.ReadUnaligned<ushort>(ip),
                    _ => Unsafe.ReadUnaligned<uint>(ip),
                };
                if (offsetBytes == 1)
                    length = ((tag >> 2) & 7) + 4;
                ip += offsetBytes;
                if (offset == 0 || offset > op - dst || length > limit - op)
                    throw Corrupt();
                CopyMatch(op, offset, (int)length, limit);
                op += length;
            }
            if (op != limit)
                throw Corrupt();
        }
    }

    private static ParquetException Corrupt() => new("Snappy data is corrupt or truncated.");

    private static void Copy16(byte* from, byte* to) => Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<UInt128>(from));

    private static void CopyMatch(byte* op, long offset, int length, byte* limit)
    {
        byte* from = op - offset;
        // Wide copies may run past the match, never past the buffer; a match closer than a copy is wide repeats itself byte by byte.
        if (offset >= 16 && limit - op >= length + 16)
        {
            for (int i = 0; i < length; i += 16)
                Copy16(from + i, op + i);
        }
        else if (offset >= 8 && limit - op >= length + 8)
        {
            for (int i = 0; i < length; i += 8)
                Unsafe.WriteUnaligned(op + i, Unsafe.ReadUnaligned<ulong>(from + i));
        }
        else
        {
            for (int i = 0; i < length; i++)
                op[i] = from[i];
        }
    }

    private static byte* CompressBlock(byte* start, int length, byte* op, ushort* table)
    {
        byte* end = start + length, nextEmit = start;
        if (length >= TailMargin)
        {
            byte* limit = end - TailMargin, ip = start + 1;
            while (true)
            {
                // Look for a four-byte match; steps lengthen the longer none is found, so that incompressible data passes quickly.
                byte* candidate;
                for (uint skip = 32; ; skip++)
                {
                    if (ip > limit)
                        return EmitLiteral(op, nextEmit, end);
                    uint hash = Hash(ip);
                    candidate = start + table[hash];
                    table[hash] = (ushort)(ip - start);
                    if (Load32(ip) == Load32(candidate))
                        break;
                    ip += skip >> 5;
                }
                op = EmitLiteral(op, nextEmit, ip);
                do
                {
                    int matched = 4 + MatchLength(candidate + 4, ip + 4, end);
                    op = EmitCopy(op, (int)(ip - candidate), matched);
                    ip += matched;
                    nextEmit = ip;
                    if (ip >= limit)
                        return EmitLiteral(op, nextEmit, end);
                    table[Hash(ip - 1)] = (ushort)(ip - 1 - start);
                    uint hash = Hash(ip);
                    candidate = start + table[hash];
                    table[hash] = (ushort)(ip - start);
                }
                while (Load32(ip) == Load32(candidate));
                ip++;
            }
        }
        return EmitLiteral(op, nextEmit, end);
    }

    private static uint Load32(byte* p) => Unsafe.ReadUnaligned<uint>(p);

    private static uint Hash(byte* p) => (Load32(p) * 0x1E35A7BD) >> (32 - TableBits);

    private static int MatchLength(byte* a, byte* b, byte* end)
    {
        byte* start = b;
        for (; end - b >= 8; a += 8, b += 8)
        {
            ulong difference = Unsafe.ReadUnaligned<ulong>(a) ^ Unsafe.ReadUnaligned<ulong>(b);
            if (difference != 0)
                return (int)(b - start) + (BitOperations.TrailingZeroCount(difference) >> 3);
        }
        for (; b < end && *a == *b; a++)
            b++;
        return (int)(b - start);
    }

    private static byte* EmitLiteral(byte* op, byte* from, byte* to)
    {
        int length = (int)(to - from);
        if (length == 0)
            return op;
        int n = length - 1;
        if (n < 60)
        {
            *op++ = (byte)(n << 2);
        }
        else if (n < 256)
        {
            *op++ = 60 << 2;
            *op++ = (byte)n;
        }
        else
        {
            *op++ = 61 << 2;
            *op++ = (byte)n;
            *op++ = (byte)(n >> 8);
        }
        Buffer.MemoryCopy(from, op, length, length);
        return op + length;
    }

    private static byte* EmitCopy(byte* op, int offset, int length)
    {
        for (; length >= 68; length -= 64)
            op = EmitFarCopy(op, offset, 64);
        if (length > 64)
        {
            // Leaves at least four bytes, which a short copy can hold.
            op = EmitFarCopy(op, offset, 60);
            length -= 60;
        }
        if (length >= 12 || offset >= 2048)
            return EmitFarCopy(op, offset, length);
        *op++ = (byte)(1 | ((length - 4) << 2) | ((offset >> 8) << 5));
        *op++ = (byte)offset;
        return op;
    }

    private static byte* EmitFarCopy(byte* op, int offset, int length)
    {
        *op++ = (byte)(2 | ((length - 1) << 2));
        *op++ = (byte)offset;
        *op++ = (byte)(offset >> 8);
        return op;
    }
}
