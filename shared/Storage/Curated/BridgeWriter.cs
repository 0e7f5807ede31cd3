namespace IncDiv.Storage.Curated;

/// <summary>Writes pairs of pseudonyms under an old and a new key, one row group for each call. Disposing it ends the file.</summary>
public sealed class BridgeWriter : IAsyncDisposable
{
    internal const string OldColumn = "old_pseudonym", NewColumn = "new_pseudonym";

    private static readonly DataField<Guid> Old = new(OldColumn, false);
    private static readonly DataField<Guid> New = new(NewColumn, false);

    private readonly ParquetWriter _writer;

    private BridgeWriter(ParquetWriter writer) => _writer = writer;

    public static async Task<BridgeWriter> CreateAsync(Stream output, CancellationToken cancellationToken) =>
        new(await ParquetWriter.CreateAsync(new ParquetSchema(Old, New), output, cancellationToken: cancellationToken));

    public async Task WriteAsync(IReadOnlyCollection<(UInt128 Old, UInt128 New)> pairs, CancellationToken cancellationToken)
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        await group.WriteAsync<Guid>(Old, pairs.Select(p => PseudonymBytes.ToGuid(p.Old)).ToArray(), cancellationToken: cancellationToken);
        await group.WriteAsync<Guid>(New, pairs.Select(p => PseudonymBytes.ToGuid(p.New)).ToArray(), cancellationToken: cancellationToken);
        UuidStatistics.Remove(group);
        group.CompleteValidate();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
