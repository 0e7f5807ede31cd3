using Azure.Storage.Blobs;
using IncDiv.Contracts;

namespace IncDiv.Storage.Curated;

/// <summary>The container of curated microdata: <c>{feed}/quarter={q}/drop={dropId}.parquet</c>.</summary>
public sealed class CuratedStore(PipelineStorage storage)
{
    /// <summary>Puts a finished file in its place. Its name derives from its content, so a repeat writes the same bytes.</summary>
    public async Task PutAsync(string feed, Quarter quarter, string dropId, Stream file, CancellationToken cancellationToken) =>
        await Blob(feed, quarter, dropId).UploadAsync(file, overwrite: true, cancellationToken);

    public async Task<Stream> OpenAsync(string feed, Quarter quarter, string dropId, CancellationToken cancellationToken)
    {
        // Parquet is read from its end: one download beats many small ranges.
        var content = await Blob(feed, quarter, dropId).DownloadContentAsync(cancellationToken);
        return content.Value.Content.ToStream();
    }

    private BlobClient Blob(string feed, Quarter quarter, string dropId) =>
        storage.Container(ContainerNames.Curated).GetBlobClient(PathOf(feed, quarter, dropId));

    /// <summary>The path below the container.</summary>
    public static string PathOf(string feed, Quarter quarter, string dropId) => $"{feed}/quarter={quarter}/drop={dropId}.parquet";
}
