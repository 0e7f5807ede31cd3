using System.Runtime.InteropServices;
using Parquet.File;
using Parquet.Schema;

namespace Parquet;

/// <summary>Writes a row group: every column of the schema, in order, all of one length.</summary>
public class ParquetRowGroupWriter : IDisposable
{
    private readonly ParquetWriter _file;
    private readonly ColumnWriter _columns;
    private readonly DataField[] _fields;
    private readonly RowGroup _group;

    internal ParquetRowGroupWriter(ParquetWriter file, ColumnWriter columns, ParquetSchema schema, RowGroup group)
    {
        _file = file;
        _columns = columns;
        _fields = schema.GetDataFields();
        _group = group;
    }

    /// <summary>Writes the next column, nulls included.</summary>
    /// <exception cref="ArgumentException">It is not the next column, its type is another, or it is required and has nulls.</exception>
    /// <exception cref="InvalidOperationException">Every column is written, or the row count differs from the first column's.</exception>
    public async Task WriteAsync<T>(DataField field, ReadOnlyMemory<T?> values, ReadOnlyMemory<int>? repetitionLevels = null,
        Dictionary<string, string>? customMetadata = null, CancellationToken cancellationToken = default) where T : struct
    {
        Expect(field, values.Length, repetitionLevels);
        await AppendAsync(_columns.Encode(field, values.Span), customMetadata, cancellationToken);
    }

    /// <summary>Writes the next column, which has no nulls.</summary>
    /// <inheritdoc cref="WriteAsync{T}(DataField, ReadOnlyMemory{T?}, ReadOnlyMemory{int}?, Dictionary{string, string}?, CancellationToken)"/>
    public async Task WriteAsync<T>(DataField field, ReadOnlyMemory<T> values, ReadOnlyMemory<int>? repetitionLevels = null,
        Dictionary<string, string>? customMetadata = null, CancellationToken cancellationToken = default) where T : struct
    {
        Expect(field, values.Length, repetitionLevels);
        await AppendAsync(_columns.Encode(field, values.Span), customMetadata, cancellationToken);
    }

    /// <summary>Writes the next column as strings; arrays, array segments and lists are read in place.</summary>
    /// <inheritdoc cref="WriteAsync{T}(DataField, ReadOnlyMemory{T?}, ReadOnlyMemory{int}?, Dictionary{string, string}?, CancellationToken)"/>
    public async Task WriteAsync(DataField field, IReadOnlyCollection<string?> values, ReadOnlyMemory<int>? repetitionLevels = null)
    {
        Expect(field, values.Count, repetitionLevels);
        await AppendAsync(_columns.Encode(field, AsSpan(values)), null, CancellationToken.None);
    }

    /// <summary>Writes the next column as byte arrays.</summary>
    /// <inheritdoc cref="WriteAsync{T}(DataField, ReadOnlyMemory{T?}, ReadOnlyMemory{int}?, Dictionary{string, string}?, CancellationToken)"/>
    public async Task WriteAsync(DataField field, IReadOnlyCollection<byte[]?> values, ReadOnlyMemory<int>? repetitionLevels = null)
    {
        Expect(field, values.Count, repetitionLevels);
        await AppendAsync(_columns.Encode(field, AsSpan(values)), null, CancellationToken.None);
    }

    /// <exception cref="InvalidOperationException">Columns are missing.</exception>
    public void CompleteValidate()
    {
        int written = _group.Columns.Count;
        if (written < _fields.Length)
            throw new InvalidOperationException($"Columns are missing: {string.Join(", ", _fields.Skip(written).Select(f => f.Name))}.");
    }

    public void Dispose() => GC.SuppressFinalize(this);

    private static ReadOnlySpan<T?> AsSpan<T>(IReadOnlyCollection<T?> values) where T : class => values switch
    {
        T?[] array => array,
        ArraySegment<T?> segment => segment,
        List<T?> list => CollectionsMarshal.AsSpan(list),
        _ => values.ToArray(),
    };

    private void Expect(DataField field, int rows, ReadOnlyMemory<int>? repetitionLevels)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (repetitionLevels is not null)
            throw new NotSupportedException("Repeated columns are not supported.");
        int next = _group.Columns.Count;
        if (next == _fields.Length)
            throw new InvalidOperationException($"Cannot write column '{field.Name}': every column of the schema is written.");
        if (!field.Equals(_fields[next]))
            throw new ArgumentException($"Cannot write column '{field.Name}': the next is '{_fields[next].Name}'.", nameof(field));
        if (next > 0 && rows != _group.NumRows)
            throw new InvalidOperationException($"Column '{field.Name}' has {rows} rows, but the row group has {_group.NumRows}.");
        _group.NumRows = rows;
    }

    private async Task AppendAsync(ColumnChunk chunk, Dictionary<string, string>? customMetadata, CancellationToken cancellationToken)
    {
        long start = await _file.AppendAsync(_columns.Output, cancellationToken);
        chunk.DataOffset += start;
        chunk.DictionaryOffset += start;
        if (customMetadata is not null)
            chunk.CustomMetadata = customMetadata;
        _group.Columns.Add(chunk);
    }
}
