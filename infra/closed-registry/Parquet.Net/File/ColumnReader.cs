using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Parquet.Encodings;
using Parquet.Schema;

namespace Parquet.File;

/// <summary>Reads the pages of one column chunk: values of <typeparamref name="T"/> without the nulls, and a level for each row.</summary>
internal sealed class ColumnReader<T>(DataField field, ColumnChunk chunk, byte[] bytes)
{
    private readonly PlainDecoder<T> _plain = PlainDecoder.For<T>(field.Kind);
    private T[]? _dictionary;
    private int _rows, _found;

    /// <summary>Fills the start of <paramref name="dense"/> with the values that are there; levels are 1 for those, 0 for null, and unused where the column is required.</summary>
    /// <returns>The count of values that are there.</returns>
    /// <exception cref="ParquetException">The chunk is corrupt.</exception>
    /// <exception cref="NotSupportedException">An encoding or codec is outside this subset.</exception>
    public int Read(Span<T> dense, Span<int> levels)
    {
        Codec.EnsureSupported(chunk.Codec);
        using var buffer = new PooledBuffer();
        int[] indices = ArrayPool<int>.Shared.Rent((int)chunk.NumValues);
        int at = 0, end = (int)chunk.CompressedSize;
        while (_rows < chunk.NumValues)
        {
            var thrift = new ThriftCompactReader(bytes.AsSpan(at, end - at));
            PageHeader page = PageHeader.Read(ref thrift);
            at += thrift.Position;
            if (page.CompressedSize < 0 || page.CompressedSize > end - at || page.UncompressedSize < 0 || page.NumValues < 0)
                throw Corrupt();
            switch (page.Type)
            {
                case PageType.Dictionary: ReadDictionary(page, Codec.Decompress(chunk.Codec, bytes, at, page.CompressedSize, page.UncompressedSize, buffer)); break;
                case PageType.Data: ReadV1(page, Codec.Decompress(chunk.Codec, bytes, at, page.CompressedSize, page.UncompressedSize, buffer), dense, levels, indices); break;
                case PageType.DataV2: ReadV2(page, at, buffer, dense, levels, indices); break;
                case PageType.Index: break;
                default: throw Corrupt();
            }
            at += page.CompressedSize;
        }
        ArrayPool<int>.Shared.Return(indices);
        return _found;
    }

    private ParquetException Corrupt() => new($"Column '{field.Name}' is corrupt or truncated.");

    private void ReadDictionary(PageHeader page, ReadOnlySpan<byte> body)
    {
        if (page.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
            throw new NotSupportedException($"Column '{field.Name}': a dictionary in {page.Encoding} is not supported.");
        // No value takes less than a bit.
        if (page.NumValues > body.Length * 8L)
            throw Corrupt();
        _dictionary = new T[page.NumValues];
        _plain(body, _dictionary);
    }

    private void ReadV1(PageHeader page, ReadOnlySpan<byte> body, Span<T> dense, Span<int> levels, int[] indices)
    {
        ReadOnlySpan<byte> levelBytes = field.IsNullable ? TakePrefixed(ref body) : default;
        ReadPage(page, levelBytes, body, dense, levels, indices);
    }

    private void ReadV2(PageHeader page, int at, PooledBuffer buffer, Span<T> dense, Span<int> levels, int[] indices)
    {
        if (page.RepetitionLevelsSize != 0 || page.DefinitionLevelsSize < 0 || page.DefinitionLevelsSize > Math.Min(page.CompressedSize, page.UncompressedSize))
            throw Corrupt();
        // Levels stand before the values and are never compressed.
        int start = at + page.DefinitionLevelsSize, count = page.CompressedSize - page.DefinitionLevelsSize;
        int length = page.UncompressedSize - page.DefinitionLevelsSize;
        ReadOnlySpan<byte> body = page.IsCompressed && length > 0
            ? Codec.Decompress(chunk.Codec, bytes, start, count, length, buffer)
            : bytes.AsSpan(start, count);
        ReadPage(page, bytes.AsSpan(at, page.DefinitionLevelsSize), body, dense, levels, indices);
    }

    private void ReadPage(PageHeader page, ReadOnlySpan<byte> levelBytes, ReadOnlySpan<byte> body, Span<T> dense, Span<int> levels, int[] indices)
    {
        if (page.NumValues > chunk.NumValues - _rows)
            throw Corrupt();
        int present = page.NumValues;
        if (field.IsNullable)
        {
            Span<int> pageLevels = levels.Slice(_rows, page.NumValues);
            HybridDecoder.Read(levelBytes, 1, pageLevels);
            present = pageLevels.Count(1);
        }
        if (present > 0)
            ReadValues(page.Encoding, body, dense.Slice(_found, present), indices.AsSpan(0, present));
        _rows += page.NumValues;
        _found += present;
    }

    private void ReadValues(PageEncoding encoding, ReadOnlySpan<byte> body, Span<T> values, Span<int> indices)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                _plain(body, values);
                break;
            case PageEncoding.PlainDictionary or PageEncoding.RleDictionary:
                if (_dictionary is null || body.IsEmpty)
                    throw Corrupt();
                HybridDecoder.Read(body[1..], body[0], indices);
                for (int i = 0; i < values.Length; i++)
                    values[i] = (uint)indices[i] < (uint)_dictionary.Length ? _dictionary[indices[i]] : throw Corrupt();
                break;
            case PageEncoding.Rle when typeof(T) == typeof(bool):
                HybridDecoder.Read(TakePrefixed(ref body), 1, indices);
                Span<bool> booleans = MemoryMarshal.CreateSpan(ref Unsafe.As<T, bool>(ref MemoryMarshal.GetReference(values)), values.Length);
                for (int i = 0; i < booleans.Length; i++)
                    booleans[i] = indices[i] != 0;
                break;
            default:
                throw new NotSupportedException($"Column '{field.Name}': encoding {encoding} is not supported.");
        }
    }

    private ReadOnlySpan<byte> TakePrefixed(ref ReadOnlySpan<byte> body)
    {
        int length = body.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(body);
        if (length < 0 || length > body.Length - sizeof(int))
            throw Corrupt();
        ReadOnlySpan<byte> taken = body.Slice(sizeof(int), length);
        body = body[(sizeof(int) + length)..];
        return taken;
    }
}
