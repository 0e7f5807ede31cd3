namespace IncDiv.Storage.Curated;

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
            yield return [.. old.Zip(present, (o, n) => (PseudonymBytes.ToNumber(o), PseudonymBytes.ToNumber(n)))];
        }
    }
}
