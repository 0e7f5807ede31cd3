using System.Buffers;
using System.Runtime.CompilerServices;
using Parquet.Data;
using Parquet.Encodings;
using Parquet.File;
using Parquet.Schema;

namespace Parquet;

/// <summary>Reads the columns of a row group, in any order, into memory of at least <see cref="RowCount"/> values.</summary>
public class ParquetRowGroupReader : IDisposable
{
    private readonly Stream _stream;
    private readonly ParquetSchema _schema;
    private readonly RowGroup _group;

    internal ParquetRowGroupReader(Stream stream, ParquetSchema schema, RowGroup group)
    {
        _stream = stream;
        _schema = schema;
        _group = group;
    }

    public long RowCount => _group.NumRows;

    public bool ColumnExists(DataField field) => Find(field) is not null;

    /// <summary>Reads a required column.</summary>
    /// <exception cref="ArgumentException">The column is nullable or of another type, or <paramref name="values"/> is too short.</exception>
    /// <exception cref="ParquetException">The column is missing or corrupt.</exception>
    /// <exception cref="NotSupportedException">An encoding or codec is outside this subset.</exception>
    public async ValueTask ReadAsync<T>(DataField field, Memory<T> values, Memory<int>? repetitionLevels = null,
        CancellationToken cancellationToken = default) where T : struct
    {
        (DataField column, ColumnChunk chunk) = Expect(field, typeof(T), values.Length, repetitionLevels);
        if (column.IsNullable)
            throw new ArgumentException($"Column '{column.Name}' is nullable: read it into nullable values.", nameof(field));
        byte[] bytes = await FetchAsync(chunk, cancellationToken);
        new ColumnReader<T>(column, chunk, bytes).Read(values.Span, default);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Reads a column, nulls included.</summary>
    /// <inheritdoc cref="ReadAsync{T}(DataField, Memory{T}, Memory{int}?, CancellationToken)"/>
    public async ValueTask ReadAsync<T>(DataField field, Memory<T?> values, Memory<int>? repetitionLevels = null,
        CancellationToken cancellationToken = default) where T : struct
    {
        (DataField column, ColumnChunk chunk) = Expect(field, typeof(T), values.Length, repetitionLevels);
        byte[] bytes = await FetchAsync(chunk, cancellationToken);
        T[] dense = ArrayPool<T>.Shared.Rent((int)RowCount);
        int[] levels = ArrayPool<int>.Shared.Rent((int)RowCount);
        new ColumnReader<T>(column, chunk, bytes).Read(dense, levels);
        Spread(dense, column.IsNullable, levels, values.Span[..(int)RowCount]);
        ArrayPool<int>.Shared.Return(levels);
        ArrayPool<T>.Shared.Return(dense);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Reads a column of strings; rows that share a dictionary entry share one instance.</summary>
    /// <inheritdoc cref="ReadAsync{T}(DataField, Memory{T}, Memory{int}?, CancellationToken)"/>
    public ValueTask ReadAsync(DataField field, Memory<string?> values, Memory<int>? repetitionLevels = null,
        CancellationToken cancellationToken = default) => ReadReferencesAsync(field, values, repetitionLevels, cancellationToken);

    /// <summary>Reads a column of byte arrays.</summary>
    /// <inheritdoc cref="ReadAsync{T}(DataField, Memory{T}, Memory{int}?, CancellationToken)"/>
    public ValueTask ReadAsync(DataField field, Memory<byte[]?> values, Memory<int>? repetitionLevels = null,
        CancellationToken cancellationToken = default) => ReadReferencesAsync(field, values, repetitionLevels, cancellationToken);

    /// <summary>What the writer recorded of a column; null when it recorded nothing.</summary>
    /// <exception cref="ParquetException">The column is missing, or a bound is corrupt.</exception>
    public DataColumnStatistics? GetStatistics(DataField field)
    {
        (DataField column, ColumnChunk chunk) = Find(field) ?? throw Missing(field);
        return chunk is { NullCount: null, DistinctCount: null, Min: null, Max: null }
            ? null
            : new DataColumnStatistics(chunk.NullCount, chunk.DistinctCount, Box(chunk.Min), Box(chunk.Max));

        object? Box(byte[]? bound) => bound is null ? null : PlainDecoder.Box(column.Kind, column.ClrType, bound);
    }

    public void Dispose() => GC.SuppressFinalize(this);

    private static ParquetException Missing(DataField field) => new($"'{field.Path}' does not exist in this file");

    private (DataField Column, ColumnChunk Chunk)? Find(DataField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        int index = _group.Columns.FindIndex(c => c.Path == field.Path.ToString());
        return index < 0 ? null : ((DataField)_schema[index], _group.Columns[index]);
    }

    private (DataField Column, ColumnChunk Chunk) Expect(DataField field, Type type, int length, Memory<int>? repetitionLevels)
    {
        if (repetitionLevels is not null)
            throw new NotSupportedException("Repeated columns are not supported.");
        if (field.ClrType != type)
            throw new ArgumentException($"Column '{field.Path}' is of {field.ClrType}, not {type}.", nameof(field));
        if (length < RowCount)
            throw new ArgumentException($"The buffer for column '{field.Path}' holds {length} values; the row group has {RowCount}.", nameof(length));
        return Find(field) ?? throw Missing(field);
    }

    private async ValueTask<byte[]> FetchAsync(ColumnChunk chunk, CancellationToken cancellationToken)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent((int)chunk.CompressedSize);
        _stream.Position = chunk.Start;
        await _stream.ReadExactlyAsync(bytes.AsMemory(0, (int)chunk.CompressedSize), cancellationToken);
        return bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread<T>(ReadOnlySpan<T> dense, bool isNullable, ReadOnlySpan<int> levels, Span<T?> target)
        where T : struct
    {
        for (int row = 0, next = 0; row < target.Length; row++)
            target[row] = !isNullable || levels[row] != 0 ? dense[next++] : null;
    }

    private async ValueTask ReadReferencesAsync<T>(DataField field, Memory<T?> values, Memory<int>? repetitionLevels, CancellationToken cancellationToken)
        where T : class
    {
        (DataField column, ColumnChunk chunk) = Expect(field, typeof(T), values.Length, repetitionLevels);
        byte[] bytes = await FetchAsync(chunk, cancellationToken);
        int[] levels = ArrayPool<int>.Shared.Rent((int)RowCount);
        Span<T?> target = values.Span[..(int)RowCount];
        int next = new ColumnReader<T?>(column, chunk, bytes).Read(target, levels);
        // The values stand packed at the start; from the end on, each moves to its row.
        for (int row = target.Length - 1; column.IsNullable && row >= 0; row--)
            target[row] = levels[row] != 0 ? target[--next] : null;
        ArrayPool<int>.Shared.Return(levels);
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
