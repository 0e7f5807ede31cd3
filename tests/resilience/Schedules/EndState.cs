using Azure.Data.Tables;

namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>The content of storage, as lines that are the same for the same drops: without times, versions of blobs, and which of two drops with the same bytes
/// was first.</summary>
internal static partial class EndState
{
    public static async Task<IReadOnlyList<string>> OfAsync(PipelineStorage storage)
    {
        var lines = new List<string>();
        foreach (string container in ContainerNames.All.Where(c => c != ContainerNames.Drops))
            foreach ((string name, byte[] content) in await BlobsAsync(storage, container))
                if (!name.StartsWith("leases/", StringComparison.Ordinal) && !name.StartsWith("begun/", StringComparison.Ordinal))
                {
                    byte[] compared = name == "index.html" ? WithoutDays(content) : content;
                    string hash = HasTimes(container, name) ? "" : Convert.ToHexString(SHA256.HashData(compared));
                    lines.Add($"{container}/{OwnId().Replace(name, "-twin.")} {hash}");
                }
        foreach (DropRecord drop in await new DropLedger(storage).ListAsync(null, CancellationToken.None))
        {
            DropRecord comparable = drop with
            {
                Id = drop.Id.Split('-')[0],
                ETag = "",
                Landed = default,
                File = drop.File is "staff-survey/spring.csv" or "staff-survey/twin.csv" ? "" : drop.File,
            };
            lines.Add($"Drops {JsonSerializer.Serialize(comparable)}");
        }
        foreach (string table in new[] { TableNames.Measures, TableNames.MeasureHistory, TableNames.Packs })
            await foreach (TableEntity row in storage.Table(table).QueryAsync<TableEntity>())
            {
                IEnumerable<KeyValuePair<string, object>> cells = row.Where(p => p.Key is not ("odata.etag" or "Timestamp" or "Published"));
                lines.Add($"{table} {string.Join(' ', cells.OrderBy(p => p.Key, StringComparer.Ordinal).Select(Cell))}");
            }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>The differences between two states, in a few lines.</summary>
    public static string Difference(IReadOnlyList<string> expected, IReadOnlyList<string> actual) => string.Join(
        '\n', expected.Except(actual).Take(6).Select(l => "  missing " + Short(l)).Concat(actual.Except(expected).Take(6).Select(l => "  extra   " + Short(l)))
            .Concat(expected.Count == actual.Count ? [] : [$"  {expected.Count} lines became {actual.Count}"]));

    public static async Task<IReadOnlyList<(string Name, byte[] Content)>> BlobsAsync(PipelineStorage storage, string container)
    {
        var blobs = new List<(string, byte[])>();
        await foreach (BlobItem blob in storage.Container(container).GetBlobsAsync())
            blobs.Add((blob.Name, (await storage.Container(container).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray()));
        return blobs;
    }

    private static string Short(string line) => line.Length > 300 ? line[..300] : line;

    // A receipt states when its drop landed and the name of its file.
    private static bool HasTimes(string container, string name) =>
        container == ContainerNames.Receipts && !name.EndsWith(".rejects.csv", StringComparison.Ordinal);

    // The home page states on which day each pack was published.
    private static byte[] WithoutDays(byte[] page) => Encoding.UTF8.GetBytes(OurDays().Replace(Encoding.UTF8.GetString(page), ""));

    private static string Cell(KeyValuePair<string, object> cell) => string.Create(CultureInfo.InvariantCulture, $"{cell.Key}={cell.Value}");

    // Dates of the real clock. The quarters of drops and packs are earlier.
    [GeneratedRegex("[0-9]{1,2} [A-Z][a-z]+ 20[2-9][0-9]")]
    private static partial Regex OurDays();

    // The second half of a duplicate's id comes from its blob's version.
    [GeneratedRegex(@"(?<=/[0-9a-f]{16})-[0-9a-f]{8}\.")]
    private static partial Regex OwnId();
}
