namespace IncDiv.Storage.Curated;

/// <summary>The container of curated microdata: <c>{feed}/quarter={q}/drop={dropId}.parquet</c>.</summary>
public sealed class CuratedStore(PipelineStorage storage)
{
    private const string DropPrefix = "drop=", Ending = ".parquet";

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Curated);

    /// <summary>Stores a finished file. Its name is derived from its content, so a repeat writes the same bytes.</summary>
    public async Task PutAsync(string feed, Quarter quarter, string dropId, Stream file, CancellationToken cancellationToken) =>
        await Blob(feed, quarter, dropId).UploadAsync(file, overwrite: true, cancellationToken);

    /// <summary>Downloads a file to <paramref name="target"/> and rewinds it. Parquet is read from its end; one download is faster than many small
    /// ranges.</summary>
    public async Task DownloadAsync(string feed, Quarter quarter, string dropId, Stream target, CancellationToken cancellationToken)
    {
        await Blob(feed, quarter, dropId).DownloadToAsync(target, cancellationToken);
        target.Position = 0;
    }

    /// <summary>The files of a feed by quarter and drop, whatever the state of the drops in the ledger.</summary>
    public async Task<IReadOnlyList<(Quarter Quarter, string DropId)>> ListAsync(string feed, CancellationToken cancellationToken)
    {
        var files = new List<(Quarter, string)>();
        string folder = $"{feed}/quarter=";
        await foreach (BlobItem blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = folder }, cancellationToken))
            if (blob.Name[folder.Length..].Split('/') is [var quarter, var file] && file.StartsWith(DropPrefix, StringComparison.Ordinal)
                && file.EndsWith(Ending, StringComparison.Ordinal))
            {
                files.Add((Quarter.Parse(quarter), file[DropPrefix.Length..^Ending.Length]));
            }
        return files;
    }

    /// <summary>The path in the container.</summary>
    public static string PathOf(string feed, Quarter quarter, string dropId) => $"{feed}/quarter={quarter}/{DropPrefix}{dropId}{Ending}";

    private BlobClient Blob(string feed, Quarter quarter, string dropId) => _container.GetBlobClient(PathOf(feed, quarter, dropId));
}
