using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IncDiv.Contracts;

namespace IncDiv.Storage.Bi;

/// <summary>
/// The container of BI microdata, in Hive layout: <c>{feed}/quarter={q}/edition-{n}.parquet</c> with its risk report beside it. Of a quarter
/// only the newest edition is kept, so that a reader of the folder never counts a person twice.
/// </summary>
public sealed class BiStore(PipelineStorage storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Bi);
    private readonly BlobContainerClient _work = storage.Container(ContainerNames.Work);

    public async Task<bool> ExistsAsync(string feed, Quarter quarter, int edition, CancellationToken cancellationToken) =>
        await _container.GetBlobClient(PathOf(feed, quarter, edition)).ExistsAsync(cancellationToken);

    /// <summary>Puts the report and then the file, and takes earlier editions of the quarter away.</summary>
    public async Task PutAsync(
        string feed, Quarter quarter, int edition, Stream file, byte[] riskJson, byte[] riskPage, CancellationToken cancellationToken)
    {
        string folder = $"{feed}/quarter={quarter}/";
        await _container.GetBlobClient(folder + "risk.json").UploadAsync(new BinaryData(riskJson), overwrite: true, cancellationToken);
        await _container.GetBlobClient(folder + "risk.html").UploadAsync(new BinaryData(riskPage), overwrite: true, cancellationToken);
        await _container.GetBlobClient(PathOf(feed, quarter, edition)).UploadAsync(file, overwrite: true, cancellationToken);
        await foreach (BlobItem blob in _container.GetBlobsAsync(prefix: folder + "edition-", cancellationToken: cancellationToken))
            if (blob.Name != PathOf(feed, quarter, edition))
                await _container.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>
    /// The generalisation levels that a feed was first released with, or null where this edition is the one that chooses them; levels of
    /// another release version do not count.
    /// </summary>
    public async Task<IReadOnlyList<int>?> FindPinnedAsync(
        string feed, int releaseVersion, Quarter quarter, int edition, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult content = await Pin(feed).DownloadContentAsync(cancellationToken);
            PinnedLevels? pin = JsonSerializer.Deserialize<PinnedLevels>(content.Content);
            // An edition that died after it chose must choose again in the same way.
            return pin?.ReleaseVersion == releaseVersion && pin.ChosenBy != PathOf(feed, quarter, edition) ? pin.Levels : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Keeps the levels that an edition chose for all later ones.</summary>
    public async Task PinAsync(
        string feed, int releaseVersion, Quarter quarter, int edition, IReadOnlyList<int> levels, CancellationToken cancellationToken)
    {
        var pin = new PinnedLevels(releaseVersion, PathOf(feed, quarter, edition), levels);
        await Pin(feed).UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(pin)), overwrite: true, cancellationToken);
    }

    /// <summary>The path below the container.</summary>
    public static string PathOf(string feed, Quarter quarter, int edition) => $"{feed}/quarter={quarter}/edition-{edition}.parquet";

    private BlobClient Pin(string feed) => _work.GetBlobClient($"bi/{feed}.json");

    private sealed record PinnedLevels(int ReleaseVersion, string ChosenBy, IReadOnlyList<int> Levels);
}
