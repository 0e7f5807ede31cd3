namespace IncDiv.Storage.Microdata;

/// <summary>Writes the <c>bi</c> microdata of one feed and quarter as Parquet, one row group for each batch (feeds.md section 4). It receives recoded values
/// only, so pages, dictionaries and statistics cannot hold original values. Disposing it ends the file.</summary>
public sealed class MicrodataWriter : IAsyncDisposable
{
    private readonly IReadOnlyList<CuratedColumn> _columns;
    private readonly DataField[] _fields;
    private readonly ParquetWriter _writer;
    private readonly RawColumnWriter _raw = new();

    private MicrodataWriter(IReadOnlyList<CuratedColumn> columns, DataField[] fields, ParquetWriter writer) =>
        (_columns, _fields, _writer) = (columns, fields, writer);

    /// <param name="provenance">File metadata: versions, k, levels; never a value of a person.</param>
    public static async Task<MicrodataWriter> CreateAsync(
        MicrodataRelease release, Stream output, IReadOnlyDictionary<string, string> provenance, CancellationToken cancellationToken)
    {
        if (release.Columns.FirstOrDefault(c => c.Kind == CuratedKind.Pseudonym) is { } pseudonym)
            throw new InvalidOperationException($"Column '{pseudonym.Name}' is not allowed in a bi file.");
        ParquetSchema schema = CuratedSchema.Create(release.Columns);
        ParquetWriter writer = await ParquetWriter.CreateAsync(schema, output, CuratedSchema.Options(release.Columns), cancellationToken: cancellationToken);
        writer.CustomMetadata = provenance;
        return new MicrodataWriter(release.Columns, schema.DataFields, writer);
    }

    /// <summary>Writes a batch whose columns are those of <see cref="MicrodataRelease.Columns"/> in their order.</summary>
    public async Task WriteAsync(RowBatch batch, CancellationToken cancellationToken)
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        for (int i = 0; i < _fields.Length; i++)
            await _raw.WriteAsync(group, _fields[i], _columns[i].Kind, batch.Columns[i], batch.Count, cancellationToken);
        group.CompleteValidate();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
