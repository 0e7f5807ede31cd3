namespace IncDiv.Storage.Curated;

/// <summary>Reads curated microdata back into batches.</summary>
public static class CuratedReader
{
    /// <summary>Name of the metadata entry that holds the id of a file's pseudonym key.</summary>
    public const string KeyIdEntry = "pseudonym_key_id";

    /// <summary>Returns the id of a file's pseudonym key, or null if the file states none. Rewinds the file.</summary>
    public static async Task<string?> KeyIdAsync(Stream file, CancellationToken cancellationToken)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken);
        string? id = reader.CustomMetadata.GetValueOrDefault(KeyIdEntry);
        file.Position = 0;
        return id;
    }

    /// <summary>Counts the rows of a file that are about given people. Rewinds the file.</summary>
    public static async Task<int> CountAsync(Feed feed, Quarter quarter, Stream file, IReadOnlySet<UInt128> people, CancellationToken cancellationToken)
    {
        int count = 0;
        CuratedColumn[] pseudonym = [.. feed.CuratedColumns.Where(c => c.Kind == CuratedKind.Pseudonym)];
        await foreach (RowBatch batch in ReadAsync(pseudonym, quarter, file, cancellationToken))
            count += batch.Column<PseudonymValues>("pseudonym").Values.Take(batch.Count).Count(people.Contains);
        file.Position = 0;
        return count;
    }

    /// <summary>Reads a file written by <see cref="RowWriter"/>, one batch for each row group. A column that the file lacks is blank in every row, so that
    /// files of an earlier contract can still be read. The next batch is read while the caller uses the current one; batches are reused.</summary>
    /// <param name="withPseudonyms">Whether to read the column of pseudonyms, which is as large as all others together.</param>
    public static IAsyncEnumerable<RowBatch> ReadAsync(Feed feed, Quarter quarter, Stream file, CancellationToken cancellationToken, bool withPseudonyms = true)
    {
        IReadOnlyList<CuratedColumn> columns = withPseudonyms
            ? feed.CuratedColumns
            : [.. feed.CuratedColumns.Where(c => c.Kind != CuratedKind.Pseudonym)];
        return ReadAsync(columns, quarter, file, cancellationToken);
    }

    internal static async IAsyncEnumerable<RowBatch> ReadAsync(
        IReadOnlyList<CuratedColumn> columns, Quarter quarter, Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken);
        // The schema property builds a new schema on each access.
        DataField[] fields = reader.Schema.DataFields;
        (CuratedColumn Column, DataField? Field)[] read = [.. columns.Select(c => (c, Array.Find(fields, f => f.Name == c.Name)))];
        var raw = new RawColumnReader();
        RowBatch Empty() => new(quarter, [.. columns.Select(c => c.Name)], [.. columns.Select(Values)]);
        Task<RowBatch> Start(int g, RowBatch batch) =>
            Task.Run(() => FillAsync(reader.OpenRowGroupReader(g), raw, read, batch, cancellationToken), cancellationToken);
        int groups = reader.RowGroupCount;
        Task<RowBatch>? next = groups > 0 ? Start(0, Empty()) : null;
        try
        {
            RowBatch? spare = groups > 1 ? Empty() : null;
            for (int g = 1; next is not null; g++)
            {
                RowBatch batch = await next;
                next = g < groups ? Start(g, spare!) : null;
                yield return batch;
                spare = batch;
            }
        }
        finally
        {
            // The caller may stop early; the read in progress must end before the file is closed.
            if (next is not null)
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal static ColumnValues Values(CuratedColumn column) => column.Kind switch
    {
        CuratedKind.Pseudonym => new PseudonymValues(),
        CuratedKind.Number => new NumberValues(),
        CuratedKind.Flag => new CodeValues(["false", "true"]),
        CuratedKind.Text => new CodeValues([]),
        _ => new CodeValues(column.Codes!.Codes.Select(c => c.Code)),
    };

    private static async Task<RowBatch> FillAsync(
        ParquetRowGroupReader group, RawColumnReader raw, (CuratedColumn Column, DataField? Field)[] columns, RowBatch batch,
        CancellationToken cancellationToken)
    {
        int count = checked((int)group.RowCount);
        batch.Clear();
        batch.Count = count;
        batch.EnsureCapacity(count);
        for (int i = 0; i < columns.Length; i++)
        {
            (CuratedColumn column, DataField? field) = columns[i];
            await ((column.Kind, batch.Columns[i], field) switch
            {
                (_, var values, null) => Blank(values, count),
                (CuratedKind.Pseudonym, PseudonymValues v, _) => raw.ReadPseudonymsAsync(group, field, v, count, cancellationToken),
                (CuratedKind.Number, NumberValues v, _) => raw.ReadNumbersAsync(group, field, v, count, cancellationToken),
                (CuratedKind.Flag, CodeValues v, _) => raw.ReadFlagsAsync(group, field, v, count, cancellationToken),
                (CuratedKind.Scale, CodeValues v, _) => raw.ReadScalesAsync(group, field, v, count, cancellationToken),
                (CuratedKind.Code or CuratedKind.Text, CodeValues v, _) => raw.ReadTextsAsync(group, field, v, count, cancellationToken),
                _ => throw new InvalidOperationException($"The batch cannot hold column '{column.Name}'."),
            });
        }
        return batch;
    }

    private static Task Blank(ColumnValues column, int count)
    {
        switch (column)
        {
            case PseudonymValues pseudonyms: pseudonyms.Values.AsSpan(0, count).Clear(); break;
            case NumberValues numbers: numbers.Values.AsSpan(0, count).Fill(double.NaN); break;
            case CodeValues codes: codes.Indices.AsSpan(0, count).Clear(); break;
        }
        return Task.CompletedTask;
    }
}
