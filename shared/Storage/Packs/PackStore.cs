namespace IncDiv.Storage.Packs;

/// <summary>Published packs, in the container <c>packs</c> (<c>{packId}/{quarter}/edition-{n}/…</c> and <c>{packId}/latest.json</c>) and the table <c>Packs</c>
/// (partition = pack, row = quarter|edition). An edition is complete when its row exists, and never changes afterwards.</summary>
public sealed class PackStore(PipelineStorage storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Packs);
    private readonly TableClient _table = storage.Table(TableNames.Packs);

    /// <summary>Published editions of a quarter, for one pack or for all packs, lowest edition first.</summary>
    public async Task<IReadOnlyList<PackRecord>> ListAsync(string? packId, Quarter quarter, CancellationToken cancellationToken)
    {
        string rows = TableClient.CreateQueryFilter($"RowKey ge {quarter + "|"} and RowKey lt {quarter + "}"}");
        string filter = packId is null ? rows : $"{TableClient.CreateQueryFilter($"PartitionKey eq {packId}")} and {rows}";
        return await QueryAsync(filter, cancellationToken);
    }

    /// <summary>Every published edition, oldest quarter and lowest edition first.</summary>
    public Task<IReadOnlyList<PackRecord>> ListAsync(CancellationToken cancellationToken) => QueryAsync(null, cancellationToken);

    /// <summary>Writes the home page of all packs, <c>index.html</c>.</summary>
    public Task PutHomeAsync(byte[] page, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = ContentType("index.html") } };
        return _container.GetBlobClient("index.html").UploadAsync(new BinaryData(page), options, cancellationToken);
    }

    private async Task<IReadOnlyList<PackRecord>> QueryAsync(string? filter, CancellationToken cancellationToken) => await _table
        .QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
        .Select(e => new PackRecord(
            e.PartitionKey, Quarter.Parse(e.GetString("Quarter")), e.GetInt32("Edition")!.Value, e.GetDateTimeOffset("Published")!.Value, e.GetString("Path")))
        .OrderBy(p => p.Quarter).ThenBy(p => p.Edition).ToListAsync(cancellationToken);

    /// <summary>Publishes an edition: its files with the manifest last, then the row, then the pointer <c>latest.json</c>. An interrupted publication is
    /// repeated from the start, because the same inputs give the same bytes.</summary>
    public async Task PublishAsync(PackRecord pack, IReadOnlyList<(string Name, byte[] Content)> files, CancellationToken cancellationToken)
    {
        foreach ((string name, byte[] content) in files.OrderBy(f => f.Name == "manifest.json" ? 1 : 0))
        {
            var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = ContentType(name) } };
            await _container.GetBlobClient($"{pack.Path}/{name}").UploadAsync(new BinaryData(content), options, cancellationToken);
        }
        string row = string.Create(CultureInfo.InvariantCulture, $"{pack.Quarter}|{pack.Edition:D4}");
        var entity = new TableEntity(pack.PackId, row)
        {
            ["Quarter"] = pack.Quarter.ToString(),
            ["Edition"] = pack.Edition,
            ["Published"] = pack.Published,
            ["Path"] = pack.Path,
        };
        await _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
        await UpdateLatestAsync(pack, cancellationToken);
    }

    /// <summary>Updates the pointer <c>latest.json</c>, unless it already names this or a later quarter or edition.</summary>
    public async Task UpdateLatestAsync(PackRecord pack, CancellationToken cancellationToken)
    {
        BlobClient pointer = _container.GetBlobClient($"{pack.PackId}/latest.json");
        while (true)
        {
            var conditions = new BlobRequestConditions { IfNoneMatch = ETag.All };
            // A pack whose first edition this is has no pointer yet.
            if (await pointer.ContentOrNullAsync(cancellationToken) is { } current)
            {
                using JsonDocument latest = JsonDocument.Parse(current.Content);
                var there = (Quarter.Parse(latest.RootElement.GetProperty("quarter").GetString()!), latest.RootElement.GetProperty("edition").GetInt32());
                if (there.CompareTo((pack.Quarter, pack.Edition)) >= 0)
                    return;
                conditions = new BlobRequestConditions { IfMatch = current.Details.ETag };
            }
            byte[] text = JsonSerializer.SerializeToUtf8Bytes(new { quarter = pack.Quarter.ToString(), edition = pack.Edition, path = pack.Path });
            var options = new BlobUploadOptions { Conditions = conditions, HttpHeaders = new BlobHttpHeaders { ContentType = ContentType("latest.json") } };
            // If another process updated it meanwhile, it is read again.
            if (await pointer.UploadAsync(new BinaryData(text), options, cancellationToken).UnlessAsync(409, 412))
                return;
        }
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".csv" => "text/csv; charset=utf-8",
        ".json" => "application/json",
        ".pdf" => "application/pdf",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    };
}

/// <summary>A published edition of a pack: one row of the table <c>Packs</c>.</summary>
/// <param name="Path">Folder in the container <c>packs</c>.</param>
public sealed record PackRecord(string PackId, Quarter Quarter, int Edition, DateTimeOffset Published, string Path);
