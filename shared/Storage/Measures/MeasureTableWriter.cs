namespace IncDiv.Storage.Measures;

/// <summary>Writes a quarter's rows to Table Storage: <c>Measures</c> by quarter, <c>MeasureHistory</c> by series.</summary>
internal sealed class MeasureTableWriter(PipelineStorage storage, MeasureKeys keys)
{
    // Limits of a table transaction: 100 operations in one partition and a request of 4 MiB.
    private const int BatchSize = 100;
    private const int BatchBytes = 4 * 1024 * 1024;
    private const int MaxParallelCalls = 16;

    /// <summary>Updates both tables to a quarter's current rows.</summary>
    /// <param name="before">The rows in the tables; only differences are written.</param>
    /// <param name="interrupted">Rows that an interrupted write may have left in the tables; all current rows are then written. Null if there was none.</param>
    public async Task UpdateAsync(
        string quarter, IReadOnlyList<MeasureRow> before, IReadOnlyList<MeasureRow>? interrupted, IReadOnlyList<MeasureRow> now,
        CancellationToken cancellationToken)
    {
        (KeyValuePair<string, MeasureRow>[] changed, string[] gone) = Difference(before, interrupted, now);
        TableTransactionAction[] actions =
        [
            .. changed.Select(p => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Entity(quarter, p.Key, p.Value))),
            .. gone.Select(k => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(quarter, k))),
        ];
        TableClient measures = storage.Table(TableNames.Measures);
        await Task.WhenAll(Batches(actions).Select(batch => SubmitAsync(measures, batch, cancellationToken)));

        // Rows are written one by one, because each series is its own partition and a transaction covers one partition.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = MaxParallelCalls, CancellationToken = cancellationToken };
        TableClient history = storage.Table(TableNames.MeasureHistory);
        await Parallel.ForEachAsync(changed, parallel, async (p, token) =>
            await history.UpsertEntityAsync(Entity(p.Key, quarter, p.Value), TableUpdateMode.Replace, token));
        await Parallel.ForEachAsync(gone, parallel, async (key, token) => await history.DeleteEntityAsync(key, quarter, cancellationToken: token));
    }

    private (KeyValuePair<string, MeasureRow>[] Changed, string[] Gone) Difference(
        IReadOnlyList<MeasureRow> before, IReadOnlyList<MeasureRow>? interrupted, IReadOnlyList<MeasureRow> now)
    {
        Dictionary<string, MeasureRow> old = ByKey(before), current = ByKey(now);
        return (
            [.. current.Where(p => interrupted is not null || old.GetValueOrDefault(p.Key) != p.Value)],
            [.. old.Keys.Union(keys.Create(interrupted ?? []), StringComparer.Ordinal).Where(k => !current.ContainsKey(k))]);
    }

    private static IEnumerable<TableTransactionAction[]> Batches(IEnumerable<TableTransactionAction> actions)
    {
        var batch = new List<TableTransactionAction>();
        int bytes = 0;
        foreach (TableTransactionAction action in actions)
        {
            int size = MaxBytes((TableEntity)action.Entity);
            if (batch.Count == BatchSize || (batch.Count > 0 && bytes + size > BatchBytes))
            {
                yield return [.. batch];
                batch.Clear();
                bytes = 0;
            }
            batch.Add(action);
            bytes += size;
        }
        if (batch.Count > 0)
            yield return [.. batch];
    }

    // An upper bound of the request size: a character takes up to nine bytes in an address and six in JSON; headers and types are added.
    private static int MaxBytes(TableEntity entity) =>
        2048 + (9 * (entity.PartitionKey.Length + entity.RowKey.Length)) + entity.Sum(p => 128 + (p.Value is string text ? 6 * text.Length : 0));

    private static async Task SubmitAsync(TableClient table, TableTransactionAction[] batch, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(batch, cancellationToken);
        }
        catch (TableTransactionFailedException e) when (e.Status == 404)
        {
            // A row to delete is already gone, because an earlier attempt deleted it. Deleting rows one by one tolerates missing rows.
            foreach (TableTransactionAction action in batch)
            {
                if (action.ActionType == TableTransactionActionType.Delete)
                    await table.DeleteEntityAsync(action.Entity.PartitionKey, action.Entity.RowKey, cancellationToken: cancellationToken);
                else
                    await table.UpsertEntityAsync((TableEntity)action.Entity, TableUpdateMode.Replace, cancellationToken);
            }
        }
    }

    private Dictionary<string, MeasureRow> ByKey(IReadOnlyList<MeasureRow> rows) =>
        keys.Create(rows).Zip(rows).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);

    private static TableEntity Entity(string partition, string row, MeasureRow measure)
    {
        var entity = new TableEntity(partition, row);
        foreach (MeasureColumn column in MeasureColumns.All)
        {
            object? value = column.Value(measure) switch
            {
                DateOnly day => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                var other => other,
            };
            if (value is not null)
                entity.Add(column.Name, value);
        }
        return entity;
    }
}
