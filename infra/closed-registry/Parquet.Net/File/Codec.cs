using System.IO.Compression;

namespace Parquet.File;

/// <summary>Page compression.</summary>
internal static class Codec
{
    // What the formats can do at best: Snappy 64 bytes from a 3-byte copy, Deflate 1032 to 1. A page that claims more is a trap for memory.
    private const long MaxSnappyRatio = 22;
    private const long MaxGzipRatio = 1032;

    /// <exception cref="NotSupportedException">The codec is outside this subset.</exception>
    public static void EnsureSupported(CompressionMethod method)
    {
        if (method is not (CompressionMethod.None or CompressionMethod.Snappy or CompressionMethod.Gzip))
            throw new NotSupportedException($"Compression {method} is not supported.");
    }

    public static void Compress(CompressionMethod method, CompressionLevel level, ReadOnlySpan<byte> source, PooledBuffer destination)
    {
        destination.Clear();
        if (method == CompressionMethod.Snappy)
        {
            int length = Snappy.Compress(source, destination.Reserve(Snappy.MaxCompressedLength(source.Length)));
            destination.Advance(length);
        }
        else
        {
            using var memory = new MemoryStream();
            using (var gzip = new GZipStream(memory, level, leaveOpen: true))
                gzip.Write(source);
            destination.Append(memory.GetBuffer().AsSpan(0, (int)memory.Length));
        }
    }

    /// <summary>Decompresses bytes of a chunk, which the page header says becomes <paramref name="length"/> bytes.</summary>
    /// <exception cref="ParquetException">It does not.</exception>
    public static ReadOnlySpan<byte> Decompress(CompressionMethod method, byte[] chunk, int offset, int count, int length, PooledBuffer destination)
    {
        ReadOnlySpan<byte> source = chunk.AsSpan(offset, count);
        if (method == CompressionMethod.None)
            return count == length ? source : throw new ParquetException("A page's size contradicts its header.");
        if (length > (count * (method == CompressionMethod.Snappy ? MaxSnappyRatio : MaxGzipRatio)))
            throw new ParquetException("A page claims more bytes than its compressed size can hold.");
        destination.Clear();
        if (method == CompressionMethod.Snappy)
        {
            Snappy.Decompress(source, destination.Take(length));
            return destination.Span;
        }
        try
        {
            using var gzip = new GZipStream(new MemoryStream(chunk, offset, count), CompressionMode.Decompress);
            gzip.ReadExactly(destination.Take(length));
            if (gzip.ReadByte() >= 0)
                throw new ParquetException("A page is longer than its header says.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new ParquetException("Gzip data is corrupt or truncated.", e);
        }
        return destination.Span;
    }
}
