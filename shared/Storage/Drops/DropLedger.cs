using IncDiv.Contracts.Receipts;

namespace IncDiv.Storage.Drops;

/// <summary>The ledger of drops: table <c>Drops</c>, partition = feed, row = drop id. Every processed drop has one row.</summary>
public sealed class DropLedger(PipelineStorage storage)
{
    private readonly TableClient _table = storage.Table(TableNames.Drops);

    public async Task<DropRecord?> FindAsync(string feed, string id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await _table.GetEntityIfExistsAsync<TableEntity>(feed, id, cancellationToken: cancellationToken);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>Writes the state of a drop and replaces an earlier one.</summary>
    public async Task RecordAsync(DropRecord drop, CancellationToken cancellationToken) =>
        await _table.UpsertEntityAsync(Write(drop), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Marks whether the follow-up work of a row is finished or must be done again.</summary>
    public Task MarkAsync(string feed, string id, bool finished, CancellationToken cancellationToken) =>
        SetAsync(feed, id, nameof(DropRecord.Finished), finished, cancellationToken);

    /// <summary>Marks a drop as superseded by a later one.</summary>
    public Task SupersedeAsync(string feed, string id, CancellationToken cancellationToken) =>
        SetAsync(feed, id, nameof(DropRecord.Outcome), nameof(DropOutcome.Superseded), cancellationToken);

    /// <summary>Deletes a row if it exists.</summary>
    public async Task RemoveAsync(string feed, string id, CancellationToken cancellationToken) =>
        await _table.DeleteEntityAsync(feed, id, cancellationToken: cancellationToken);

    /// <summary>All drops, or those of one feed, ordered by feed and id.</summary>
    public async Task<IReadOnlyList<DropRecord>> ListAsync(string? feed, CancellationToken cancellationToken)
    {
        string? filter = feed is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {feed}");
        return await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .Select(Read).OrderBy(d => d.Feed, StringComparer.Ordinal).ThenBy(d => d.Id, StringComparer.Ordinal).ToListAsync(cancellationToken);
    }

    // Writes one column only, so that concurrent changes to other columns are kept. A row that another process deleted is not created again.
    private Task<bool> SetAsync(string feed, string id, string column, object value, CancellationToken cancellationToken) =>
        _table.UpdateEntityAsync(new TableEntity(feed, id) { [column] = value }, ETag.All, TableUpdateMode.Merge, cancellationToken).UnlessAsync(404);

    private static TableEntity Write(DropRecord drop) => new(drop.Feed, drop.Id)
    {
        [nameof(DropRecord.File)] = drop.File,
        [nameof(DropRecord.ETag) + "OfBlob"] = drop.ETag,
        [nameof(DropRecord.Landed)] = drop.Landed,
        [nameof(DropRecord.Outcome)] = drop.Outcome.ToString(),
        [nameof(DropRecord.Bytes)] = drop.Bytes,
        [nameof(DropRecord.RowsRead)] = drop.RowsRead,
        [nameof(DropRecord.RowsAccepted)] = drop.RowsAccepted,
        [nameof(DropRecord.RowsRejected)] = drop.RowsRejected,
        [nameof(DropRecord.Quarters)] = string.Join(' ', drop.Quarters.Select(q => string.Create(CultureInfo.InvariantCulture, $"{q.Quarter}={q.Rows}"))),
        [nameof(DropRecord.Counts)] = string.Join(' ', drop.Counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Code}={c.Count}"))),
        [nameof(DropRecord.Invited)] = drop.Invited,
        [nameof(DropRecord.ContractVersion)] = drop.ContractVersion,
        [nameof(DropRecord.DuplicateOf)] = drop.DuplicateOf,
        [nameof(DropRecord.Summary)] = drop.Summary,
        [nameof(DropRecord.Finished)] = drop.Finished,
    };

    private static DropRecord Read(TableEntity entity) => new(
        entity.PartitionKey, entity.RowKey, entity.GetString(nameof(DropRecord.File)), entity.GetString(nameof(DropRecord.ETag) + "OfBlob"),
        entity.GetDateTimeOffset(nameof(DropRecord.Landed))!.Value, Enum.Parse<DropOutcome>(entity.GetString(nameof(DropRecord.Outcome))),
        entity.GetInt64(nameof(DropRecord.Bytes))!.Value, entity.GetInt64(nameof(DropRecord.RowsRead))!.Value,
        entity.GetInt64(nameof(DropRecord.RowsAccepted))!.Value, entity.GetInt64(nameof(DropRecord.RowsRejected))!.Value,
        [.. Pairs(entity.GetString(nameof(DropRecord.Quarters))).Select(p => new QuarterRows(p.Name, p.Number))],
        [.. Pairs(entity.GetString(nameof(DropRecord.Counts))).Select(p => new IssueCount(p.Name, p.Number))], entity.GetInt64(nameof(DropRecord.Invited)),
        entity.GetInt32(nameof(DropRecord.ContractVersion))!.Value, entity.GetString(nameof(DropRecord.DuplicateOf)),
        entity.GetString(nameof(DropRecord.Summary)))
    { Finished = entity.GetBoolean(nameof(DropRecord.Finished)) ?? true };

    private static IEnumerable<(string Name, long Number)> Pairs(string text)
    {
        foreach (string pair in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=');
            yield return (parts[0], long.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture));
        }
    }
}
