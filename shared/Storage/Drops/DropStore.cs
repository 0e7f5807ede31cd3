namespace IncDiv.Storage.Drops;

/// <summary>A raw drop in storage.</summary>
/// <param name="ETag">The quoted ETag, as in headers. Listings omit the quotes, and versions are compared as text.</param>
public sealed record RawDrop(string File, string ETag, DateTimeOffset Landed, long Bytes)
{
    /// <summary>The top folder, named like the feed; empty for a file outside any folder.</summary>
    public string Folder => File[..Math.Max(File.IndexOf('/', StringComparison.Ordinal), 0)];
}

/// <summary>The containers of raw drops: <c>drops</c>, where they land, and <c>quarantine</c>.</summary>
public sealed class DropStore(PipelineStorage storage)
{
    /// <summary>The manifest's name is the drop's name followed by this suffix.</summary>
    public const string SidecarEnding = ".manifest.json";

    private const int MaxSidecarBytes = 64 * 1024;
    private const string IdEntry = "drop";

    private readonly BlobContainerClient _drops = storage.Container(ContainerNames.Drops);
    private readonly BlobContainerClient _quarantine = storage.Container(ContainerNames.Quarantine);

    /// <summary>The current drop with this path, or null.</summary>
    public async Task<RawDrop?> FindAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties properties = await _drops.GetBlobClient(file).GetPropertiesAsync(cancellationToken: cancellationToken);
            return new RawDrop(file, properties.ETag.ToString("H"), properties.LastModified, properties.ContentLength);
        }
        catch (RequestFailedException e) when (e.Status == 404 || IsInvalidName(e))
        {
            return null;
        }
    }

    /// <summary>Uploads a file as a drop.</summary>
    /// <returns>False if the path is already in use.</returns>
    public async Task<bool> UploadAsync(string file, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            await _drops.GetBlobClient(file).UploadAsync(content, overwrite: false, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Downloads this version of the drop to <paramref name="target"/>.</summary>
    /// <returns>False if the version was deleted or overwritten meanwhile.</returns>
    public Task<bool> DownloadAsync(RawDrop drop, Stream target, CancellationToken cancellationToken) => DownloadAsync(_drops, drop, target, cancellationToken);

    public Task<bool> DownloadFromQuarantineAsync(RawDrop drop, Stream target, CancellationToken cancellationToken) =>
        DownloadAsync(_quarantine, drop, target, cancellationToken);

    /// <summary>The bytes of a drop's sidecar, or null if it has none. A sidecar that is too large is cut off, so it is not a valid manifest.</summary>
    public async Task<byte[]?> FindSidecarAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(0, MaxSidecarBytes) };
            return (await _drops.GetBlobClient(file).DownloadContentAsync(options, cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException e) when (e.Status is 404 or 416)
        {
            return e.Status == 404 ? null : [];
        }
    }

    /// <summary>Copies the drop to <c>quarantine</c> under the same name. The original is not removed. If another quarantined drop has the name, the copy goes
    /// to a folder named by its id, so that neither is lost.</summary>
    /// <param name="id">The id of the drop's bytes.</param>
    public async Task CopyToQuarantineAsync(RawDrop drop, string id, Stream content, CancellationToken cancellationToken)
    {
        string path = drop.File;
        if (await QuarantinedIdAsync(path, cancellationToken) is { } existing && existing != id)
            path = string.Concat(path.AsSpan(0, path.LastIndexOf('/') + 1), id, "/", path.AsSpan(path.LastIndexOf('/') + 1));
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { [IdEntry] = id } };
        await _quarantine.GetBlobClient(path).UploadAsync(content, options, cancellationToken);
    }

    /// <summary>Deletes this version of the drop.</summary>
    public Task RemoveAsync(RawDrop drop, CancellationToken cancellationToken) => RemoveAsync(_drops, drop, cancellationToken);

    public Task RemoveFromQuarantineAsync(RawDrop drop, CancellationToken cancellationToken) => RemoveAsync(_quarantine, drop, cancellationToken);

    /// <summary>All blobs in <c>drops</c>.</summary>
    public Task<IReadOnlyList<RawDrop>> ListAsync(CancellationToken cancellationToken) => ListAsync(_drops, cancellationToken);

    public Task<IReadOnlyList<RawDrop>> ListQuarantineAsync(CancellationToken cancellationToken) => ListAsync(_quarantine, cancellationToken);

    // The id of the drop at a path in quarantine; null if the path is free.
    private async Task<string?> QuarantinedIdAsync(string path, CancellationToken cancellationToken)
    {
        BlobProperties? held = await _quarantine.GetBlobClient(path).PropertiesOrNullAsync(cancellationToken);
        return held?.Metadata is { } entries ? entries.TryGetValue(IdEntry, out string? id) ? id : "" : null;
    }

    // Whether the error means that no blob can have this name. Storage gives no error code if only properties are requested.
    private static bool IsInvalidName(RequestFailedException fault) =>
        fault.Status == 400
        && (string.IsNullOrEmpty(fault.ErrorCode) || fault.ErrorCode == BlobErrorCode.InvalidUri || fault.ErrorCode == BlobErrorCode.InvalidResourceName
            || fault.ErrorCode == BlobErrorCode.OutOfRangeInput);

    private static async Task<bool> DownloadAsync(BlobContainerClient container, RawDrop drop, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobDownloadToOptions { Conditions = new BlobRequestConditions { IfMatch = new ETag(drop.ETag) } };
            await container.GetBlobClient(drop.File).DownloadToAsync(target, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    }

    private static async Task RemoveAsync(BlobContainerClient container, RawDrop drop, CancellationToken cancellationToken)
    {
        try
        {
            var conditions = new BlobRequestConditions { IfMatch = new ETag(drop.ETag) };
            await container.GetBlobClient(drop.File).DeleteIfExistsAsync(conditions: conditions, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // A newer drop has the name. It is not deleted: its own event will ingest it.
        }
    }

    private static async Task<IReadOnlyList<RawDrop>> ListAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        var drops = new List<RawDrop>();
        await foreach (BlobItem blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            BlobItemProperties properties = blob.Properties;
            drops.Add(new RawDrop(blob.Name, properties.ETag!.Value.ToString("H"), properties.LastModified!.Value, properties.ContentLength ?? 0));
        }
        return drops;
    }
}
