namespace IncDiv.Storage.Drops;

/// <summary>A raw drop as it lies in storage.</summary>
/// <param name="ETag">In quotes, as in headers: listings leave them out, and versions are compared as text.</param>
public sealed record RawDrop(string File, string ETag, DateTimeOffset Landed, long Bytes);

/// <summary>The containers of raw drops: <c>drops</c>, where they land, and <c>quarantine</c>.</summary>
public sealed class DropStore(PipelineStorage storage)
{
    /// <summary>Ends the name of a drop's manifest, after the drop's own name.</summary>
    public const string SidecarEnding = ".manifest.json";

    private const int MaxSidecarBytes = 64 * 1024;
    private const string IdEntry = "drop";

    private readonly BlobContainerClient _drops = storage.Container(ContainerNames.Drops);
    private readonly BlobContainerClient _quarantine = storage.Container(ContainerNames.Quarantine);

    /// <summary>What lies at that place now, or null.</summary>
    public async Task<RawDrop?> FindAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties properties = await _drops.GetBlobClient(file).GetPropertiesAsync(cancellationToken: cancellationToken);
            return new RawDrop(file, properties.ETag.ToString("H"), properties.LastModified, properties.ContentLength);
        }
        catch (RequestFailedException e) when (e.Status == 404 || HasName(e))
        {
            return null;
        }
    }

    /// <summary>Drops a file there.</summary>
    /// <returns>False where one lies there already.</returns>
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

    /// <summary>Copies that very version into <paramref name="target"/>.</summary>
    /// <returns>False when it is gone or was written anew meanwhile.</returns>
    public Task<bool> DownloadAsync(RawDrop drop, Stream target, CancellationToken cancellationToken) => DownloadAsync(_drops, drop, target, cancellationToken);

    public Task<bool> DownloadFromQuarantineAsync(RawDrop drop, Stream target, CancellationToken cancellationToken) =>
        DownloadAsync(_quarantine, drop, target, cancellationToken);

    /// <summary>The bytes of a drop's sidecar, or null where it has none; one that is too large to be a manifest is cut off and will not be read as one.</summary>
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

    /// <summary>
    /// Puts a copy under <c>quarantine</c>, same name; the original is left where it is. Where another drop has the name, the copy goes into a folder
    /// named by its id beside it, so that neither is lost.
    /// </summary>
    /// <param name="id">Of the drop's bytes.</param>
    public async Task CopyToQuarantineAsync(RawDrop drop, string id, Stream content, CancellationToken cancellationToken)
    {
        string place = drop.File;
        if (await OccupantAsync(place, cancellationToken) is { } occupant && occupant != id)
            place = string.Concat(place.AsSpan(0, place.LastIndexOf('/') + 1), id, "/", place.AsSpan(place.LastIndexOf('/') + 1));
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { [IdEntry] = id } };
        await _quarantine.GetBlobClient(place).UploadAsync(content, options, cancellationToken);
    }

    /// <summary>Takes that very version away.</summary>
    public Task RemoveAsync(RawDrop drop, CancellationToken cancellationToken) => RemoveAsync(_drops, drop, cancellationToken);

    public Task RemoveFromQuarantineAsync(RawDrop drop, CancellationToken cancellationToken) => RemoveAsync(_quarantine, drop, cancellationToken);

    /// <summary>Everything that lies in <c>drops</c>.</summary>
    public Task<IReadOnlyList<RawDrop>> ListAsync(CancellationToken cancellationToken) => ListAsync(_drops, cancellationToken);

    public Task<IReadOnlyList<RawDrop>> ListQuarantineAsync(CancellationToken cancellationToken) => ListAsync(_quarantine, cancellationToken);

    // The id of the bytes that have a place in quarantine; null where it is free.
    private async Task<string?> OccupantAsync(string place, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties properties = await _quarantine.GetBlobClient(place).GetPropertiesAsync(cancellationToken: cancellationToken);
            return properties.Metadata.TryGetValue(IdEntry, out string? id) ? id : "";
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    // No blob can have such a name. Storage says so without a word where it is asked for properties only.
    private static bool HasName(RequestFailedException fault) =>
        fault.Status == 400 && (string.IsNullOrEmpty(fault.ErrorCode) || fault.ErrorCode == BlobErrorCode.InvalidUri || fault.ErrorCode == BlobErrorCode.InvalidResourceName || fault.ErrorCode == BlobErrorCode.OutOfRangeInput);

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
            // A newer drop has the name: it stays and is taken in its own turn.
        }
    }

    private static async Task<IReadOnlyList<RawDrop>> ListAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        var drops = new List<RawDrop>();
        await foreach (BlobItem blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
            drops.Add(new RawDrop(blob.Name, blob.Properties.ETag!.Value.ToString("H"), blob.Properties.LastModified!.Value, blob.Properties.ContentLength ?? 0));
        return drops;
    }
}
