using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using Parquet.Encodings;
using Parquet.Schema;

namespace Parquet.File;

/// <summary>
/// Turns the values of a column into the pages of a column chunk. One instance serves a whole file and keeps its buffers; the
/// result is good until the next call, and its offsets count from the start of <see cref="Output"/>.
/// </summary>
internal sealed class ColumnWriter(ParquetOptions options) : IDisposable
{
    private readonly PooledBuffer _page = new(), _compressed = new(), _output = new();
    private readonly Presence _present = new();
    private readonly StringDictionary _dictionary = new();
    private readonly NumberDictionary _numbers = new();

    public ReadOnlyMemory<byte> Output => _output.Memory;

    public ColumnChunk Encode<T>(DataField field, ReadOnlySpan<T> values) where T : struct
    {
        _present.SetAll(values.Length);
        ColumnChunk chunk = Begin(field);
        WriteLevels(field);
        return Finish(chunk, PageEncoding.Plain, PlainEncoder.Write(field.Kind, values, _page));
    }

    public ColumnChunk Encode<T>(DataField field, ReadOnlySpan<T?> values) where T : struct
    {
        T[] dense = ArrayPool<T>.Shared.Rent(values.Length);
        _present.Set(values, dense);
        ColumnChunk chunk = Begin(field);
        PageEncoding encoding = PageEncoding.Plain;
        (byte[], byte[])? bounds;
        int[]? indices = dense is int[] && options.IsDictionaryHinted(field) ? ArrayPool<int>.Shared.Rent(values.Length) : null;
        if (indices is not null && dense is int[] numbers && _numbers.TryIndex(numbers.AsSpan(0, _present.Count), indices))
        {
            encoding = PageEncoding.RleDictionary;
            bounds = PlainEncoder.Write(field.Kind, _numbers.Entries, _page);
            WriteIndices(field, chunk, _numbers.Entries.Length, indices);
        }
        else
        {
            WriteLevels(field);
            bounds = PlainEncoder.Write(field.Kind, new ReadOnlySpan<T>(dense, 0, _present.Count), _page);
        }
        if (indices is not null)
            ArrayPool<int>.Shared.Return(indices);
        ArrayPool<T>.Shared.Return(dense);
        return Finish(chunk, encoding, bounds);
    }

    public ColumnChunk Encode(DataField field, ReadOnlySpan<string?> values)
    {
        _present.Set(values);
        ColumnChunk chunk = Begin(field, ColumnKind.String);
        int[] indices = ArrayPool<int>.Shared.Rent(values.Length);
        PageEncoding encoding = PageEncoding.Plain;
        (byte[], byte[])? bounds;
        if (options.IsDictionaryHinted(field) && TryIndex(values, indices))
        {
            encoding = PageEncoding.RleDictionary;
            bounds = PlainEncoder.Write(_dictionary.Entries, _page);
            WriteIndices(field, chunk, _dictionary.Count, indices);
        }
        else
        {
            WriteLevels(field);
            bounds = PlainEncoder.Write(values, _page);
        }
        ArrayPool<int>.Shared.Return(indices);
        return Finish(chunk, encoding, bounds);
    }

    public ColumnChunk Encode(DataField field, ReadOnlySpan<byte[]?> values)
    {
        _present.Set(values);
        ColumnChunk chunk = Begin(field, ColumnKind.ByteArray);
        WriteLevels(field);
        return Finish(chunk, PageEncoding.Plain, PlainEncoder.Write(values, _page));
    }

    public void Dispose()
    {
        _page.Dispose();
        _compressed.Dispose();
        _output.Dispose();
        _present.Dispose();
    }

    private ColumnChunk Begin(DataField field, ColumnKind? expected = null)
    {
        if (expected is { } kind && kind != field.Kind)
            throw new ArgumentException($"Column '{field.Name}' is of {field.ClrType}, not {kind}.", nameof(field));
        int nullCount = _present.Length - _present.Count;
        if (nullCount > 0 && !field.IsNullable)
            throw new ArgumentException($"Column '{field.Name}' is required, but has nulls.", nameof(field));
        _page.Clear();
        _output.Clear();
        return new ColumnChunk
        {
            Path = field.Path.ToString(),
            Type = field.Kind.Physical(),
            Codec = options.CompressionMethod,
            NumValues = _present.Length,
            NullCount = nullCount,
            Encodings = { PageEncoding.Plain, PageEncoding.Rle },
        };
    }

    // False when too few values repeat, or there are none.
    private bool TryIndex(ReadOnlySpan<string?> values, int[] indices)
    {
        _dictionary.Clear();
        int sample = options.DictionaryEncodingSampleSize, count = 0;
        double limit = options.DictionaryEncodingThreshold * _present.Count;
        foreach (string? value in values)
        {
            if (value is null)
                continue;
            indices[count++] = _dictionary.IndexOf(value);
            if (_dictionary.Count > limit || (count == sample && _dictionary.Count > options.DictionaryEncodingThreshold * sample))
                return false;
        }
        return count > 0;
    }

    // The dictionary is in the page buffer already; it becomes a page of its own, and the indices begin the next.
    private void WriteIndices(DataField field, ColumnChunk chunk, int entries, int[] indices)
    {
        chunk.DictionaryOffset = 0;
        chunk.Encodings.Add(PageEncoding.RleDictionary);
        AppendPage(chunk, PageType.Dictionary, PageEncoding.Plain, entries);
        WriteLevels(field);
        int bitWidth = Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)entries - 1));
        _page.Append([(byte)bitWidth]);
        HybridEncoder.WriteIndices(indices.AsSpan(0, _present.Count), bitWidth, _page);
    }

    private void WriteLevels(DataField field)
    {
        if (!field.IsNullable)
            return;
        int start = _page.Length;
        _page.Take(sizeof(int));
        HybridEncoder.WriteBits(_present.Bits, _present.Length, _page);
        BinaryPrimitives.WriteInt32LittleEndian(_page.Span[start..], _page.Length - start - sizeof(int));
    }

    private ColumnChunk Finish(ColumnChunk chunk, PageEncoding encoding, (byte[] Min, byte[] Max)? bounds)
    {
        (chunk.Min, chunk.Max) = bounds ?? default;
        chunk.DataOffset = _output.Length;
        AppendPage(chunk, PageType.Data, encoding, _present.Length);
        chunk.CompressedSize = _output.Length;
        return chunk;
    }

    private void AppendPage(ColumnChunk chunk, PageType type, PageEncoding encoding, int values)
    {
        PooledBuffer body = _page;
        if (chunk.Codec != CompressionMethod.None)
        {
            Codec.Compress(chunk.Codec, options.CompressionLevel, _page.Span, _compressed);
            body = _compressed;
        }
        int start = _output.Length;
        new PageHeader(type, _page.Length, body.Length, values, encoding).Write(new ThriftCompactWriter(_output));
        chunk.UncompressedSize += _output.Length - start + _page.Length;
        _output.Append(body.Span);
        _page.Clear();
    }
}
