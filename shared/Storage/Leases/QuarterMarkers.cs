namespace IncDiv.Storage.Leases;

/// <summary>Marker blobs <c>work/measures/{quarter}.json</c>, each of which requests the computation of a quarter. Each write creates a new version and
/// triggers the compute function. A marker is deleted if the computed version is still the newest.</summary>
public sealed class QuarterMarkers(PipelineStorage storage)
{
    private const string Folder = "measures/";
    private const string SinceEntry = "since";

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Work);

    /// <summary>Requests the quarter, whether or not it is already requested.</summary>
    public async Task RequestAsync(Quarter quarter, CancellationToken cancellationToken) =>
        await RequestAsync(quarter, await Blob(quarter).PropertiesOrNullAsync(cancellationToken), cancellationToken);

    /// <summary>The time since which the quarter has had a marker, even if it was rewritten; null if there is no marker.</summary>
    public async Task<DateTimeOffset?> SinceAsync(Quarter quarter, CancellationToken cancellationToken) =>
        await Blob(quarter).PropertiesOrNullAsync(cancellationToken) is { } marker ? SinceOf(marker) : null;

    /// <summary>Requests the quarter, unless it has a marker whose computation has not started: that computation will see the current data. Otherwise each of
    /// many drops of one quarter would start a computation, and the waiting computations would take the places of further drops.</summary>
    public async Task RequestIfIdleAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        BlobProperties? waiting = await Blob(quarter).PropertiesOrNullAsync(cancellationToken);
        if (waiting is null || await Started(quarter, waiting.ETag).ExistsAsync(cancellationToken))
            await RequestAsync(quarter, waiting, cancellationToken);
    }

    /// <summary>Records that the computation for this version starts. Call it before reading any data.</summary>
    public async Task StartAsync(Quarter quarter, ETag version, CancellationToken cancellationToken) =>
        await Started(quarter, version).UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);

    /// <summary>The marker's version, or null if there is no marker.</summary>
    public async Task<ETag?> VersionAsync(Quarter quarter, CancellationToken cancellationToken) =>
        (await Blob(quarter).PropertiesOrNullAsync(cancellationToken))?.ETag;

    /// <summary>Deletes the marker if it still has this version.</summary>
    /// <returns>False if the marker changed meanwhile. Its new version will be computed separately.</returns>
    public async Task<bool> ClearAsync(Quarter quarter, ETag version, CancellationToken cancellationToken)
    {
        var conditions = new BlobRequestConditions { IfMatch = version };
        bool cleared = await Blob(quarter).DeleteIfExistsAsync(conditions: conditions, cancellationToken: cancellationToken).UnlessAsync(412);
        // This version is done in either case, and versions never repeat.
        await Started(quarter, version).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        return cleared;
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

    // One blob for each version, so that a late write by a process without its lease does not affect a version that another process computes.
    private BlobClient Started(Quarter quarter, ETag version) => _container.GetBlobClient($"begun/{quarter}/{version.ToString().Trim('"')}");

    private BlobClient Blob(Quarter quarter) => _container.GetBlobClient($"{Folder}{quarter}.json");
}
