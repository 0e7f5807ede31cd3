namespace IncDiv.Storage.Curated;

/// <summary>Bridges between pseudonyms of an old and a new key: <c>curated/{feed}/bridge={old}-{new}/drop={dropId}.parquet</c>. They hold no identifiers, and
/// are restricted like the rest of the container.</summary>
public sealed class BridgeStore(PipelineStorage storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Curated);

    /// <summary>The path in the container.</summary>
    public static string PathOf(string feed, string oldKeyId, string newKeyId, string dropId) => $"{feed}/bridge={oldKeyId}-{newKeyId}/drop={dropId}.parquet";

    /// <summary>Whether the old or the new key of a bridge is one of these keys.</summary>
    public static bool Touches(string path, IEnumerable<string> keyIds)
    {
        string keys = path.Split('/')[1]["bridge=".Length..];
        return keyIds.Any(id => keys.StartsWith($"{id}-", StringComparison.Ordinal) || keys.EndsWith($"-{id}", StringComparison.Ordinal));
    }

    /// <summary>Paths of all bridges of a feed.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string feed, CancellationToken cancellationToken) => await _container
        .GetBlobsAsync(new GetBlobsOptions { Prefix = $"{feed}/bridge=" }, cancellationToken).Select(b => b.Name).ToListAsync(cancellationToken);

    /// <summary>Stores a file written by <see cref="BridgeWriter"/>. A repeat writes the same bytes.</summary>
    public async Task PutAsync(string path, Stream file, CancellationToken cancellationToken) =>
        await _container.GetBlobClient(path).UploadAsync(file, overwrite: true, cancellationToken);

    /// <summary>Downloads a bridge to <paramref name="target"/> and rewinds it.</summary>
    public async Task DownloadAsync(string path, Stream target, CancellationToken cancellationToken)
    {
        await _container.GetBlobClient(path).DownloadToAsync(target, cancellationToken);
        target.Position = 0;
    }
}
