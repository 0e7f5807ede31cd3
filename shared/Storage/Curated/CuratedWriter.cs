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
        foreach (CuratedColumn column in feed.CuratedColumns.Where(c => c.Kind is CuratedKind.Code or CuratedKind.Text))
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

    private static ReadOnlyMemory<Guid> Guids(PseudonymValues values, int count)
    {
        var guids = new Guid[count];
        Span<byte> bytes = stackalloc byte[16];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, values.Values[i]);
            guids[i] = new Guid(bytes, bigEndian: true);
        }
        return guids;
    }

    private static ReadOnlyMemory<int?> Integers(CodeValues values, int count) =>
        Looked(values, count, static text => text is null ? (int?)null : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));

    private static ReadOnlyMemory<bool?> Flags(CodeValues values, int count) =>
        Looked(values, count, static text => text is null ? (bool?)null : bool.Parse(text));

    private static string?[] Texts(CodeValues values, int count) => Looked(values, count, static text => text);

    private static T[] Looked<T>(CodeValues values, int count, Func<string?, T> convert)
    {
        T[] entries = [.. values.Dictionary.Select(convert)];
        var column = new T[count];
        ushort[] indices = values.Indices;
        for (int i = 0; i < count; i++)
            column[i] = entries[indices[i]];
        return column;
    }

    private static ReadOnlyMemory<double?> Numbers(NumberValues values, int count)
    {
        var column = new double?[count];
        for (int i = 0; i < count; i++)
            column[i] = double.IsNaN(values.Values[i]) ? null : values.Values[i];
        return column;
    }
}
