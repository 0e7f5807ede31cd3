namespace IncDiv.Storage.Curated;

/// <summary>Writes the rows of a feed and quarter as Parquet, one row group for each batch: curated microdata, or the <c>bi</c> microdata made of it. Disposing
/// it ends the file.</summary>
public sealed class RowWriter : IAsyncDisposable
{
    private readonly IReadOnlyList<CuratedColumn> _columns;
    private readonly DataField[] _fields;
    private readonly CompressionMethod _codec;
    private readonly ParquetOptions _options;
    private readonly ParquetWriter _writer;
    private readonly RawColumnWriter _raw = new();

    private RowWriter(IReadOnlyList<CuratedColumn> columns, DataField[] fields, CompressionMethod codec, ParquetOptions options, ParquetWriter writer) =>
        (_columns, _fields, _codec, _options, _writer) = (columns, fields, codec, options, writer);

    /// <summary>Begins a file of curated microdata, for batches with the columns of <see cref="Feed.CuratedColumns"/>.</summary>
    /// <param name="provenance">File metadata: contract version, key id and the like; never a value of a person.</param>
    public static Task<RowWriter> CreateAsync(Feed feed, Stream output, IReadOnlyDictionary<string, string> provenance, CancellationToken cancellationToken) =>
        // Zstd is a sixth smaller than Snappy and takes the same time ('ingest' of bench.sh).
        CreateAsync(feed.CuratedColumns, CompressionMethod.Zstd, output, provenance, cancellationToken);

    /// <summary>Begins a file of a pinned vintage: curated microdata without pseudonyms.</summary>
    public static Task<RowWriter> CreateWithoutPseudonymsAsync(Feed feed, Stream output, CancellationToken cancellationToken) => CreateAsync(
        [.. feed.CuratedColumns.Where(c => c.Kind != CuratedKind.Pseudonym)], CompressionMethod.Zstd, output, new Dictionary<string, string>(),
        cancellationToken);

    /// <summary>Begins a file of <c>bi</c> microdata (feeds.md section 4), for batches with the columns of <see cref="MicrodataRelease.Columns"/>. It receives
    /// recoded values only, so pages, dictionaries and statistics cannot hold original values.</summary>
    /// <param name="provenance">File metadata: versions, k, levels; never a value of a person.</param>
    public static Task<RowWriter> CreateAsync(
        MicrodataRelease release, Stream output, IReadOnlyDictionary<string, string> provenance, CancellationToken cancellationToken) =>
        release.Columns.FirstOrDefault(c => c.Kind == CuratedKind.Pseudonym) is { } pseudonym
            ? throw new InvalidOperationException($"Column '{pseudonym.Name}' is not allowed in a bi file.")
            : CreateAsync(release.Columns, CompressionMethod.Snappy, output, provenance, cancellationToken);

    private static async Task<RowWriter> CreateAsync(
        IReadOnlyList<CuratedColumn> columns, CompressionMethod codec, Stream output, IReadOnlyDictionary<string, string> provenance,
        CancellationToken cancellationToken)
    {
        ParquetSchema schema = CuratedSchema.Create(columns);
        ParquetOptions options = CuratedSchema.Options(columns);
        ParquetWriter writer = await ParquetWriter.CreateAsync(schema, output, options, cancellationToken: cancellationToken);
        writer.CustomMetadata = provenance;
        return new RowWriter(columns, schema.DataFields, codec, options, writer);
    }

    /// <summary>Writes the rows of a batch that has at least the columns of the file.</summary>
    public async Task WriteAsync(RowBatch batch, CancellationToken cancellationToken)
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        for (int i = 0; i < _fields.Length; i++)
        {
            CuratedKind kind = _columns[i].Kind;
            // The package reads the codec of each column from its options. Pseudonyms are random bytes and cannot be compressed.
            _options.CompressionMethod = kind == CuratedKind.Pseudonym ? CompressionMethod.None : _codec;
            await _raw.WriteAsync(group, _fields[i], kind, batch.Column<ColumnValues>(_columns[i].Name), batch.Count, cancellationToken);
        }
        UuidColumns.RemoveStatistics(group);
        group.CompleteValidate();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
