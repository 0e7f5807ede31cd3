namespace IncDiv.Storage.Leases;

/// <summary>
/// Marker blobs <c>work/measures/{quarter}.json</c> that ask for a quarter to be computed. Each writing is a new version, which fires the
/// compute function; a marker is taken away when the version that was computed is still the newest.
/// </summary>
public sealed class QuarterMarkers(PipelineStorage storage)
{
    private const string Folder = "measures/";
    private const string SinceEntry = "since";

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Work);

    /// <summary>Asks for the quarter, whoever asked before.</summary>
    public async Task RequestAsync(Quarter quarter, CancellationToken cancellationToken) =>
        await RequestAsync(quarter, await FindAsync(Blob(quarter), cancellationToken), cancellationToken);

    /// <summary>Since when a marker has been there for the quarter, however often it was written anew; null where nothing waits.</summary>
    public async Task<DateTimeOffset?> SinceAsync(Quarter quarter, CancellationToken cancellationToken) =>
        await FindAsync(Blob(quarter), cancellationToken) is { } marker ? SinceOf(marker) : null;

    /// <summary>
    /// Asks for the quarter, unless a marker waits that nobody began with: whoever begins with it will see what is there now. Of a flood of drops
    /// of one quarter each would start a computation otherwise, and they would wait for each other in the places of further drops.
    /// </summary>
    public async Task RequestIfIdleAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        BlobProperties? waiting = await FindAsync(Blob(quarter), cancellationToken);
        if (waiting is null || await Started(quarter, waiting.ETag).ExistsAsync(cancellationToken))
            await RequestAsync(quarter, waiting, cancellationToken);
    }

    /// <summary>Says that the computation for that version begins, before it looks at anything.</summary>
    public async Task StartAsync(Quarter quarter, ETag version, CancellationToken cancellationToken) =>
        await Started(quarter, version).UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);

    /// <summary>The marker's version, or null where nothing waits.</summary>
    public async Task<ETag?> VersionAsync(Quarter quarter, CancellationToken cancellationToken) => (await FindAsync(Blob(quarter), cancellationToken))?.ETag;

    /// <summary>Takes the marker away if it is still of that version.</summary>
    /// <returns>False when it changed meanwhile: its new version is computed in its own turn.</returns>
    public async Task<bool> ClearAsync(Quarter quarter, ETag version, CancellationToken cancellationToken)
    {
        bool settled = await DeleteAsync(quarter, version, cancellationToken);
        // That version is over either way, and never comes again.
        await Started(quarter, version).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        return settled;
    }

    /// <summary>The quarters that wait to be computed.</summary>
    public async Task<IReadOnlyList<Quarter>> WaitingAsync(CancellationToken cancellationToken)
    {
        var quarters = new List<Quarter>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = Folder }, cancellationToken))
            if (Quarter.TryParse(Path.GetFileNameWithoutExtension(blob.Name), out Quarter quarter))
                quarters.Add(quarter);
        return quarters;
    }

    private async Task RequestAsync(Quarter quarter, BlobProperties? waiting, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions();
        if (waiting is not null)
            options.Metadata = new Dictionary<string, string> { [SinceEntry] = SinceOf(waiting).ToString("O", CultureInfo.InvariantCulture) };
        await Blob(quarter).UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(new { quarter = quarter.ToString() })), options, cancellationToken);
    }

    private static DateTimeOffset SinceOf(BlobProperties marker) =>
        marker.Metadata.TryGetValue(SinceEntry, out string? since) ? DateTimeOffset.ParseExact(since, "O", CultureInfo.InvariantCulture) : marker.LastModified;

    private async Task<bool> DeleteAsync(Quarter quarter, ETag version, CancellationToken cancellationToken)
    {
        try
        {
            await Blob(quarter).DeleteAsync(conditions: new BlobRequestConditions { IfMatch = version }, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return e.Status == 404;
        }
    }

    private static async Task<BlobProperties?> FindAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    // A blob for each version: who lost its lease and writes late says nothing of the version that another computes.
    private BlobClient Started(Quarter quarter, ETag version) => _container.GetBlobClient($"begun/{quarter}/{version.ToString().Trim('"')}");

    private BlobClient Blob(Quarter quarter) => _container.GetBlobClient($"{Folder}{quarter}.json");
}
