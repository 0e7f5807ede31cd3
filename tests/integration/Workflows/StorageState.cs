namespace IncDiv.Workflows.Tests;

/// <summary>The content of a pipeline's storage without times, versions and the audit log, as lines to compare.</summary>
internal static class StorageState
{
    // A receipt states when its drop landed.
    private static readonly string[] WithoutContent = [ContainerNames.Receipts, ContainerNames.Work];

    public static async Task<IReadOnlyList<string>> OfAsync(Pipeline pipeline)
    {
        var lines = new List<string>();
        foreach (string container in ContainerNames.All)
        {
            foreach (string name in await pipeline.NamesAsync(container))
            {
                // These columns record who wrote when, not the content.
                if (name.StartsWith("leases/", StringComparison.Ordinal) || name.StartsWith("begun/", StringComparison.Ordinal))
                    continue;
                bool compare = !WithoutContent.Contains(container);
                lines.Add($"{container}/{name} {(compare ? Convert.ToHexString(SHA256.HashData(await pipeline.BytesAsync(container, name))) : "")}");
            }
        }
        foreach (DropRecord drop in await pipeline.LedgerAsync())
            lines.Add(JsonSerializer.Serialize(drop with { ETag = "", Landed = default }));
        foreach (string table in new[] { TableNames.Measures, TableNames.MeasureHistory, TableNames.Packs })
            await foreach (TableEntity row in pipeline.Storage.Table(table).QueryAsync<TableEntity>())
            {
                IEnumerable<KeyValuePair<string, object>> cells = row.Where(p => p.Key is not ("odata.etag" or "Timestamp" or "Published"));
                lines.Add($"{table} {string.Join(' ', cells.OrderBy(p => p.Key, StringComparer.Ordinal).Select(Cell))}");
            }
        return lines;
    }

    private static string Cell(KeyValuePair<string, object> cell) => string.Create(CultureInfo.InvariantCulture, $"{cell.Key}={cell.Value}");
}
