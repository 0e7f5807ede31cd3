namespace IncDiv.Storage.Drops;

/// <summary>A raw drop in storage.</summary>
/// <param name="ETag">The quoted ETag, as in headers. Listings omit the quotes, and versions are compared as text.</param>
/// <param name="IsQuarantined">Whether it is in the container <c>quarantine</c>, not in <c>drops</c>.</param>
public sealed record RawDrop(string File, string ETag, DateTimeOffset Landed, long Bytes, bool IsQuarantined = false)
{
    /// <summary>The top folder, named like the feed; empty for a file outside any folder.</summary>
    public string Folder => File[..Math.Max(File.IndexOf('/', StringComparison.Ordinal), 0)];

    /// <summary>Whether it is the manifest of a drop.</summary>
    public bool IsSidecar => File.EndsWith(DropStore.SidecarEnding, StringComparison.OrdinalIgnoreCase);
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
    public Task<bool> UploadAsync(string file, Stream content, CancellationToken cancellationToken) =>
        _drops.GetBlobClient(file).UploadAsync(content, overwrite: false, cancellationToken).UnlessAsync(409);

    /// <summary>Downloads this version of the drop to <paramref name="target"/>.</summary>
    /// <returns>False if the version was deleted or overwritten meanwhile.</returns>
    public Task<bool> DownloadAsync(RawDrop drop, Stream target, CancellationToken cancellationToken)
    {
        var options = new BlobDownloadToOptions { Conditions = new BlobRequestConditions { IfMatch = new ETag(drop.ETag) } };
        return Blob(drop).DownloadToAsync(target, options, cancellationToken).UnlessAsync(404, 412);
    }

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

    /// <summary>Deletes this version of the drop. A newer drop that has the name is not deleted: its own event will ingest it.</summary>
    public Task RemoveAsync(RawDrop drop, CancellationToken cancellationToken)
    {
        var conditions = new BlobRequestConditions { IfMatch = new ETag(drop.ETag) };
        return Blob(drop).DeleteIfExistsAsync(conditions: conditions, cancellationToken: cancellationToken).UnlessAsync(412);
    }

    /// <summary>All blobs in <c>drops</c>.</summary>
    public Task<IReadOnlyList<RawDrop>> ListAsync(CancellationToken cancellationToken) => ListAsync(_drops, isQuarantined: false, cancellationToken);

    public Task<IReadOnlyList<RawDrop>> ListQuarantineAsync(CancellationToken cancellationToken) =>
        ListAsync(_quarantine, isQuarantined: true, cancellationToken);

    private BlobClient Blob(RawDrop drop) => (drop.IsQuarantined ? _quarantine : _drops).GetBlobClient(drop.File);

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

    private static async Task<IReadOnlyList<RawDrop>> ListAsync(BlobContainerClient container, bool isQuarantined, CancellationToken cancellationToken) =>
        await container.GetBlobsAsync(cancellationToken: cancellationToken)
            .Select(b => (b.Name, Facts: b.Properties))
            .Select(b => new RawDrop(b.Name, b.Facts.ETag!.Value.ToString("H"), b.Facts.LastModified!.Value, b.Facts.ContentLength ?? 0, isQuarantined))
            .ToListAsync(cancellationToken);
}
