namespace IncDiv.Storage.Microdata;

/// <summary>The container of BI microdata, in Hive layout: <c>{feed}/quarter={q}/edition-{n}.parquet</c>. A quarter has one file of a feed, of the edition that
/// published the feed: two files would differ by the records of single people. The risk reports are in the container of evidence.</summary>
public sealed class MicrodataStore(PipelineStorage storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Bi);
    private readonly BlobContainerClient _evidence = storage.Container(ContainerNames.Evidence);
    private readonly BlobContainerClient _work = storage.Container(ContainerNames.Work);

    /// <summary>Whether the quarter has a file, or had one that was withdrawn.</summary>
    public async Task<bool> IsReleasedAsync(string feed, Quarter quarter, CancellationToken cancellationToken) =>
        await Withdrawn(feed, quarter).ExistsAsync(cancellationToken)
        || await _container.GetBlobsAsync(new GetBlobsOptions { Prefix = FolderOf(feed, quarter) }, cancellationToken).AnyAsync(cancellationToken);

    /// <summary>Stores the report and then the file.</summary>
    public async Task PutAsync(string feed, Quarter quarter, int edition, Stream file, byte[] riskJson, byte[] riskPage, CancellationToken cancellationToken)
    {
        string risk = $"{ReportsOf(feed, quarter)}risk";
        await _evidence.GetBlobClient($"{risk}.json").UploadAsync(new BinaryData(riskJson), overwrite: true, cancellationToken);
        await _evidence.GetBlobClient($"{risk}.html").UploadAsync(new BinaryData(riskPage), overwrite: true, cancellationToken);
        await _container.GetBlobClient(PathOf(feed, quarter, edition)).UploadAsync(file, overwrite: true, cancellationToken);
    }

    /// <summary>Deletes the file and the reports of a quarter. No file takes its place.</summary>
    /// <returns>Whether there was a file.</returns>
    public async Task<bool> WithdrawAsync(string feed, Quarter quarter, CancellationToken cancellationToken)
    {
        if (!await IsReleasedAsync(feed, quarter, cancellationToken))
            return false;
        await Withdrawn(feed, quarter).UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
        bool found = false;
        foreach ((BlobContainerClient container, string folder) in new[] { (_container, FolderOf(feed, quarter)), (_evidence, ReportsOf(feed, quarter)) })
            await foreach (BlobItem blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = folder }, cancellationToken))
                found |= (await container.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellationToken)).Value;
        return found;
    }

    /// <summary>The generalisation levels of a feed's first release, or null if none have been chosen yet. Levels of another version of the release or of its
    /// hierarchies have another meaning and are ignored.</summary>
    public async Task<PinnedLevels?> FindPinnedAsync(MicrodataRelease release, CancellationToken cancellationToken)
    {
        if (await Pin(release.Feed.Name).ContentOrNullAsync(cancellationToken) is not { } content)
            return null;
        PinnedLevels? pin = JsonSerializer.Deserialize<PinnedLevels>(content.Content);
        return pin?.ReleaseVersion == release.Version && pin.Hierarchies == HierarchiesOf(release) ? pin : null;
    }

    /// <summary>Stores the levels that an edition chose, for use by all later editions.</summary>
    public async Task PinAsync(MicrodataRelease release, Quarter quarter, int edition, IReadOnlyList<int> levels, CancellationToken cancellationToken)
    {
        var pin = new PinnedLevels(release.Version, HierarchiesOf(release), PathOf(release.Feed.Name, quarter, edition), levels);
        await Pin(release.Feed.Name).UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(pin)), overwrite: true, cancellationToken);
    }

    /// <summary>The path in the container.</summary>
    public static string PathOf(string feed, Quarter quarter, int edition) => $"{FolderOf(feed, quarter)}edition-{edition}.parquet";

    private BlobClient Withdrawn(string feed, Quarter quarter) => _work.GetBlobClient($"bi/withdrawn/{feed}/{quarter}");

    private BlobClient Pin(string feed) => _work.GetBlobClient($"bi/{feed}.json");

    private static string FolderOf(string feed, Quarter quarter) => $"{feed}/quarter={quarter}/";

    private static string ReportsOf(string feed, Quarter quarter) => $"bi/{FolderOf(feed, quarter)}";

    private static string HierarchiesOf(MicrodataRelease release) =>
        string.Join(' ', release.QuasiIdentifiers.Select(q => string.Create(CultureInfo.InvariantCulture, $"{q.Hierarchy.Name}:{q.Hierarchy.Version}")));
}

/// <summary>The generalisation levels of a feed's first release, which all later releases use.</summary>
/// <param name="Hierarchies">Name and version of each quasi-identifier's hierarchy, in the order of the release.</param>
/// <param name="ChosenBy">Path of the edition that chose them.</param>
/// <param name="Levels">One for each quasi-identifier.</param>
public sealed record PinnedLevels(int ReleaseVersion, string Hierarchies, string ChosenBy, IReadOnlyList<int> Levels);
