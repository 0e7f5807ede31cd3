using System.Globalization;
using System.IO.Compression;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Hierarchies;
using IncDiv.Contracts.Rows;
using Parquet;
using Parquet.Schema;

namespace IncDiv.Storage.Bi;

/// <summary>
/// Writes the <c>bi</c> microdata of one feed and quarter as Parquet, a row group for each batch (feeds.md section 4). It is handed recoded
/// values only, so neither pages, dictionaries nor statistics can hold another. Disposing it ends the file.
/// </summary>
public sealed class BiWriter : IAsyncDisposable
{
    private readonly MicrodataRelease _release;
    private readonly ParquetSchema _schema;
    private readonly ParquetWriter _writer;
    private readonly string?[]?[] _texts;

    private BiWriter(MicrodataRelease release, ParquetSchema schema, ParquetWriter writer) =>
        (_release, _schema, _writer, _texts) = (release, schema, writer, new string?[schema.DataFields.Length][]);

    /// <param name="provenance">File metadata: versions, k, levels; never a value of a person.</param>
    public static async Task<BiWriter> CreateAsync(
        MicrodataRelease release, Stream output, IReadOnlyDictionary<string, string> provenance, CancellationToken cancellationToken)
    {
        var schema = new ParquetSchema(release.Columns.Select(Field));
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy, CompressionLevel = CompressionLevel.Optimal };
        foreach (CuratedColumn column in release.Columns.Where(c => c.Kind is CuratedKind.Code or CuratedKind.Text))
            options.ColumnEncodingHints[column.Name] = EncodingHint.Dictionary;
        ParquetWriter writer = await ParquetWriter.CreateAsync(schema, output, options, cancellationToken: cancellationToken);
        writer.CustomMetadata = provenance;
        return new BiWriter(release, schema, writer);
    }

    /// <summary>Writes a batch whose columns are those of <see cref="MicrodataRelease.Columns"/> in their order.</summary>
    public async Task WriteAsync(RowBatch batch, CancellationToken cancellationToken)
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        IReadOnlyList<CuratedColumn> columns = _release.Columns;
        for (int i = 0; i < columns.Count; i++)
        {
            DataField field = _schema.DataFields[i];
            await ((columns[i].Kind, batch.Columns[i]) switch
            {
                (CuratedKind.Scale, CodeValues v) => group.WriteAsync<int>(
                    field, Looked(v, batch.Count, static t => t is null ? (int?)null : int.Parse(t, NumberStyles.None, CultureInfo.InvariantCulture)), cancellationToken: cancellationToken),
                (CuratedKind.Flag, CodeValues v) => group.WriteAsync<bool>(
                    field, Looked(v, batch.Count, static t => t is null ? (bool?)null : bool.Parse(t)), cancellationToken: cancellationToken),
                (CuratedKind.Number, NumberValues v) => group.WriteAsync<double>(field, Numbers(v, batch.Count), cancellationToken: cancellationToken),
                (CuratedKind.Code or CuratedKind.Text, CodeValues v) => group.WriteAsync(field, Texts(v, batch.Count, i)),
                _ => throw new InvalidOperationException($"Column '{field.Name}' does not hold values of its kind."),
            });
        }
        group.CompleteValidate();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private static DataField Field(CuratedColumn column) => column.Kind switch
    {
        CuratedKind.Code or CuratedKind.Text => new DataField<string>(column.Name),
        CuratedKind.Scale => new DataField<int>(column.Name, true),
        CuratedKind.Flag => new DataField<bool>(column.Name, true),
        CuratedKind.Number => new DataField<double>(column.Name, true),
        _ => throw new InvalidOperationException($"Column '{column.Name}' is not for a bi file."),
    };

    // Arrays of this size are not collected soon: the batches, all but the last of one size, share them.
    private string?[] Texts(CodeValues values, int count, int index)
    {
        string?[] entries = [.. values.Dictionary];
        string?[] column = _texts[index]?.Length == count ? _texts[index]! : _texts[index] = new string?[count];
        for (int i = 0; i < count; i++)
            column[i] = entries[values.Indices[i]];
        return column;
    }

    private static ReadOnlyMemory<T> Looked<T>(CodeValues values, int count, Func<string?, T> convert)
    {
        T[] entries = [.. values.Dictionary.Select(convert)];
        var column = new T[count];
        for (int i = 0; i < count; i++)
            column[i] = entries[values.Indices[i]];
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
