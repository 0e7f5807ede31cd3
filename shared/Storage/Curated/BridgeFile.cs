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
        await group.WriteAsync<Guid>(Old, pairs.Select(p => UuidColumns.ToGuid(p.Old)).ToArray(), cancellationToken: cancellationToken);
        await group.WriteAsync<Guid>(New, pairs.Select(p => UuidColumns.ToGuid(p.New)).ToArray(), cancellationToken: cancellationToken);
        UuidColumns.RemoveStatistics(group);
        group.CompleteValidate();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}

/// <summary>Reads files written by <see cref="BridgeWriter"/>.</summary>
public static class BridgeReader
{
    /// <summary>Reads the pairs, one list for each row group.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<(UInt128 Old, UInt128 New)>> ReadAsync(
        Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken);
        DataField oldField = reader.Schema.FindDataField(BridgeWriter.OldColumn), newField = reader.Schema.FindDataField(BridgeWriter.NewColumn);
        for (int g = 0; g < reader.RowGroupCount; g++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(g);
            var old = new Guid[group.RowCount];
            var present = new Guid[group.RowCount];
            await group.ReadAsync<Guid>(oldField, old.AsMemory(), cancellationToken: cancellationToken);
            await group.ReadAsync<Guid>(newField, present.AsMemory(), cancellationToken: cancellationToken);
            yield return [.. old.Zip(present, (o, n) => (UuidColumns.ToNumber(o), UuidColumns.ToNumber(n)))];
        }
    }
}
