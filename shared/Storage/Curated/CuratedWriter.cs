namespace IncDiv.Storage.Curated;

/// <summary>Writes the curated microdata of one feed and quarter as Parquet, one row group for each batch. Disposing it ends the file.</summary>
public sealed class CuratedWriter : IAsyncDisposable
{
    private readonly IReadOnlyList<CuratedColumn> _columns;
    private readonly DataField[] _fields;
    private readonly ParquetOptions _options;
    private readonly ParquetWriter _writer;
    private readonly RawColumnWriter _raw = new();

    private CuratedWriter(IReadOnlyList<CuratedColumn> columns, DataField[] fields, ParquetOptions options, ParquetWriter writer) =>
        (_columns, _fields, _options, _writer) = (columns, fields, options, writer);

    /// <param name="provenance">File metadata: contract version, key id and the like; never a value of a person.</param>
    public static async Task<CuratedWriter> CreateAsync(
        Feed feed, Stream output, IReadOnlyDictionary<string, string> provenance, CancellationToken cancellationToken)
    {
        ParquetSchema schema = CuratedSchema.Create(feed.CuratedColumns);
        ParquetOptions options = CuratedSchema.Options(feed.CuratedColumns);
        ParquetWriter writer = await ParquetWriter.CreateAsync(schema, output, options, cancellationToken: cancellationToken);
        writer.CustomMetadata = provenance;
        return new CuratedWriter(feed.CuratedColumns, schema.DataFields, options, writer);
    }

    /// <summary>Writes the rows of an anonymised batch, whose columns are those of <see cref="Feed.CuratedColumns"/> in their order.</summary>
    public async Task WriteAsync(RowBatch batch, CancellationToken cancellationToken)
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        for (int i = 0; i < _fields.Length; i++)
        {
            CuratedKind kind = _columns[i].Kind;
            // The package reads the codec of each column from its options. Pseudonyms are random bytes and cannot be compressed. For the other
            // columns Zstd is a sixth smaller than Snappy and takes the same time ('ingest' of bench.sh).
            _options.CompressionMethod = kind == CuratedKind.Pseudonym ? CompressionMethod.None : CompressionMethod.Zstd;
            await _raw.WriteAsync(group, _fields[i], kind, batch.Columns[i], batch.Count, cancellationToken);
        }
        UuidStatistics.Remove(group);
        group.CompleteValidate();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
