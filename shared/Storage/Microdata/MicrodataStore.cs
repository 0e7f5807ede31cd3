namespace IncDiv.Storage.Microdata;

/// <summary>
/// The container of BI microdata, in Hive layout: <c>{feed}/quarter={q}/edition-{n}.parquet</c> with its risk report beside it. Of a quarter
/// only the newest edition is kept, so that a reader of the folder never counts a person twice.
/// </summary>
public sealed class MicrodataStore(PipelineStorage storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Bi);
    private readonly BlobContainerClient _work = storage.Container(ContainerNames.Work);

    public async Task<bool> ExistsAsync(string feed, Quarter quarter, int edition, CancellationToken cancellationToken) =>
        await _container.GetBlobClient(PathOf(feed, quarter, edition)).ExistsAsync(cancellationToken);

    /// <summary>Puts the report and then the file, and takes earlier editions of the quarter away.</summary>
    public async Task PutAsync(
        string feed, Quarter quarter, int edition, Stream file, byte[] riskJson, byte[] riskPage, CancellationToken cancellationToken)
    {
        string folder = FolderOf(feed, quarter);
        await _container.GetBlobClient(folder + "risk.json").UploadAsync(new BinaryData(riskJson), overwrite: true, cancellationToken);
        await _container.GetBlobClient(folder + "risk.html").UploadAsync(new BinaryData(riskPage), overwrite: true, cancellationToken);
        await _container.GetBlobClient(PathOf(feed, quarter, edition)).UploadAsync(file, overwrite: true, cancellationToken);
        await KeepOnlyAsync(feed, quarter, edition, cancellationToken);
    }

    /// <summary>Takes the other editions of the quarter away: what <see cref="PutAsync"/> ends with, and a process that died did not.</summary>
    public async Task KeepOnlyAsync(string feed, Quarter quarter, int edition, CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{FolderOf(feed, quarter)}edition-" }, cancellationToken))
            if (blob.Name != PathOf(feed, quarter, edition))
                await _container.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Takes the file and the reports of a quarter away.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> RemoveAsync(string feed, Quarter quarter, CancellationToken cancellationToken)
    {
        bool found = false;
        await foreach (BlobItem blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = FolderOf(feed, quarter) }, cancellationToken))
            found |= (await _container.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellationToken)).Value;
        return found;
    }

    /// <summary>
    /// The generalisation levels that a feed was first released with, or null where none were chosen yet; those of another version of the release
    /// or of one of its hierarchies mean something else and do not count.
    /// </summary>
    public async Task<PinnedLevels?> FindPinnedAsync(MicrodataRelease release, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult content = await Pin(release.Feed.Name).DownloadContentAsync(cancellationToken);
            PinnedLevels? pin = JsonSerializer.Deserialize<PinnedLevels>(content.Content);
            return pin?.ReleaseVersion == release.Version && pin.Hierarchies == HierarchiesOf(release) ? pin : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Keeps the levels that an edition chose for all later ones.</summary>
    public async Task PinAsync(MicrodataRelease release, Quarter quarter, int edition, IReadOnlyList<int> levels, CancellationToken cancellationToken)
    {
        var pin = new PinnedLevels(release.Version, HierarchiesOf(release), PathOf(release.Feed.Name, quarter, edition), levels);
        await Pin(release.Feed.Name).UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(pin)), overwrite: true, cancellationToken);
    }

    /// <summary>The path below the container.</summary>
    public static string PathOf(string feed, Quarter quarter, int edition) => $"{FolderOf(feed, quarter)}edition-{edition}.parquet";

    private BlobClient Pin(string feed) => _work.GetBlobClient($"bi/{feed}.json");

    private static string FolderOf(string feed, Quarter quarter) => $"{feed}/quarter={quarter}/";

    private static string HierarchiesOf(MicrodataRelease release) =>
        string.Join(' ', release.QuasiIdentifiers.Select(q => string.Create(CultureInfo.InvariantCulture, $"{q.Hierarchy.Name}:{q.Hierarchy.Version}")));
}

/// <summary>The generalisation levels of a feed's first release, which all later ones keep.</summary>
/// <param name="Hierarchies">Name and version of each quasi-identifier's hierarchy, in the order of the release.</param>
/// <param name="ChosenBy">Path of the edition that chose them.</param>
/// <param name="Levels">One for each quasi-identifier.</param>
public sealed record PinnedLevels(int ReleaseVersion, string Hierarchies, string ChosenBy, IReadOnlyList<int> Levels);
