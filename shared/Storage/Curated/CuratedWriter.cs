using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using Parquet;
using Parquet.Schema;

namespace IncDiv.Storage.Curated;

/// <summary>Writes the curated microdata of one feed and quarter as Parquet, a row group for each batch. Disposing it ends the file.</summary>
public sealed class CuratedWriter : IAsyncDisposable
{
    private readonly Feed _feed;
    private readonly ParquetWriter _writer;
    private readonly ParquetSchema _schema;

    // Kept from batch to batch: as garbage they would be the most of it.
    private readonly Guid[] _guids = new Guid[RowBatch.Capacity];
    private readonly int?[] _integers = new int?[RowBatch.Capacity];
    private readonly bool?[] _flags = new bool?[RowBatch.Capacity];
    private readonly string?[] _texts = new string?[RowBatch.Capacity];
    private readonly double?[] _numbers = new double?[RowBatch.Capacity];

    private CuratedWriter(Feed feed, ParquetSchema schema, ParquetWriter writer)
    {
        _feed = feed;
        _schema = schema;
        _writer = writer;
    }

    /// <param name="provenance">File metadata: contract version, key id and the like; never a value of a person.</param>
    public static async Task<CuratedWriter> CreateAsync(
        Feed feed, Stream output, IReadOnlyDictionary<string, string> provenance, CancellationToken cancellationToken)
    {
        ParquetSchema schema = CuratedSchema.Of(feed);
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy, CompressionLevel = CompressionLevel.Optimal };
        foreach (CuratedColumn column in feed.CuratedColumns.Where(c => c.Kind is CuratedKind.Code or CuratedKind.Text or CuratedKind.Scale))
            options.ColumnEncodingHints[column.Name] = EncodingHint.Dictionary;
        ParquetWriter writer = await ParquetWriter.CreateAsync(schema, output, options, cancellationToken: cancellationToken);
        writer.CustomMetadata = provenance;
        return new CuratedWriter(feed, schema, writer);
    }

    /// <summary>Writes the rows of an anonymised batch, whose columns are those of <see cref="Feed.CuratedColumns"/> in their order.</summary>
    public async Task WriteAsync(RowBatch batch, CancellationToken cancellationToken)
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        for (int i = 0; i < _feed.CuratedColumns.Count; i++)
        {
            DataField field = _schema.DataFields[i];
            int count = batch.Count;
            await ((_feed.CuratedColumns[i].Kind, batch.Columns[i]) switch
            {
                (CuratedKind.Pseudonym, PseudonymValues v) => group.WriteAsync<Guid>(field, Guids(v, count), cancellationToken: cancellationToken),
                (CuratedKind.Scale, CodeValues v) => group.WriteAsync<int>(field, Integers(v, count), cancellationToken: cancellationToken),
                (CuratedKind.Flag, CodeValues v) => group.WriteAsync<bool>(field, Flags(v, count), cancellationToken: cancellationToken),
                (CuratedKind.Number, NumberValues v) => group.WriteAsync<double>(field, Numbers(v, count), cancellationToken: cancellationToken),
                (CuratedKind.Code or CuratedKind.Text, CodeValues v) => group.WriteAsync(field, Texts(v, count)),
                _ => throw new InvalidOperationException($"Column '{field.Name}' does not hold values of its kind."),
            });
        }
        group.CompleteValidate();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private ReadOnlyMemory<Guid> Guids(PseudonymValues values, int count)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, values.Values[i]);
            _guids[i] = new Guid(bytes, bigEndian: true);
        }
        return _guids.AsMemory(0, count);
    }

    private ReadOnlyMemory<int?> Integers(CodeValues values, int count) =>
        Looked(values, _integers.AsMemory(0, count), static text => text is null ? null : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));

    private ReadOnlyMemory<bool?> Flags(CodeValues values, int count) =>
        Looked(values, _flags.AsMemory(0, count), static text => text is null ? null : bool.Parse(text));

    private ArraySegment<string?> Texts(CodeValues values, int count)
    {
        Looked(values, _texts.AsMemory(0, count), static text => text);
        return new ArraySegment<string?>(_texts, 0, count);
    }

    private static Memory<T> Looked<T>(CodeValues values, Memory<T> column, Func<string?, T> convert)
    {
        T[] entries = [.. values.Dictionary.Select(convert)];
        ReadOnlySpan<ushort> indices = values.Indices.AsSpan(0, column.Length);
        Span<T> cells = column.Span;
        for (int i = 0; i < cells.Length; i++)
            cells[i] = entries[indices[i]];
        return column;
    }

    private ReadOnlyMemory<double?> Numbers(NumberValues values, int count)
    {
        for (int i = 0; i < count; i++)
            _numbers[i] = double.IsNaN(values.Values[i]) ? null : values.Values[i];
        return _numbers.AsMemory(0, count);
    }
}
