namespace IncDiv.Storage.Measures;

/// <summary>The disclosure ledgers of all editions, <c>work/disclosure/{quarter}/edition-{n}.json</c>, and of drafts, <c>work/drafts/{quarter}.json</c>. They
/// hold true values, so they are restricted, like everything in that container. Those of editions are never deleted, because a publication cannot be
/// undone.</summary>
public sealed class DisclosureStore(PipelineStorage storage)
{
    private const string WithheldFolder = "withheld/";

    private readonly BlobContainerClient _work = storage.Container(ContainerNames.Work);
    private readonly BlobContainerClient _evidence = storage.Container(ContainerNames.Evidence);

    /// <summary>The ledger of an edition, or null if there is none.</summary>
    public async Task<BinaryData?> FindAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        (await Ledger(quarter, edition).ContentOrNullAsync(cancellationToken))?.Content;

    /// <summary>The version of the ledger of an edition; null if there is none.</summary>
    public async Task<ETag?> VersionAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        (await Ledger(quarter, edition).PropertiesOrNullAsync(cancellationToken))?.ETag;

    /// <summary>Stores the ledger of an edition, and its evidence for the privacy officer.</summary>
    /// <param name="version">Of the ledger that it replaces; null for none. A process that lost its lease must not replace that of a published edition.</param>
    public async Task PutAsync(
        Quarter quarter, int edition, ETag? version, byte[] ledger, byte[] evidence, byte[] page, CancellationToken cancellationToken)
    {
        BlobRequestConditions conditions = version is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = version };
        await Ledger(quarter, edition).UploadAsync(new BinaryData(ledger), new BlobUploadOptions { Conditions = conditions }, cancellationToken);
        await Evidence(quarter, edition, "json").UploadAsync(new BinaryData(evidence), overwrite: true, cancellationToken);
        await Evidence(quarter, edition, "html").UploadAsync(new BinaryData(page), overwrite: true, cancellationToken);
    }

    /// <summary>The ledger of the draft of a quarter's next edition; null if there is none.</summary>
    public async Task<BinaryData?> FindDraftAsync(Quarter quarter, CancellationToken cancellationToken) =>
        (await Draft(quarter).ContentOrNullAsync(cancellationToken))?.Content;

    public async Task PutDraftAsync(Quarter quarter, byte[] ledger, CancellationToken cancellationToken) =>
        await Draft(quarter).UploadAsync(new BinaryData(ledger), overwrite: true, cancellationToken);

    public Task RemoveDraftAsync(Quarter quarter, CancellationToken cancellationToken) =>
        Draft(quarter).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Stores what the newest figures of a quarter withhold: names of feeds and tables. None deletes what was stored before.</summary>
    /// <returns>Whether they were others before.</returns>
    public async Task<bool> PutWithheldAsync(Quarter quarter, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> before = (await FindWithheldAsync(quarter, cancellationToken)).Names;
        if (names.Count == 0)
        {
            await Withheld(quarter).DeleteIfExistsAsync(cancellationToken: cancellationToken);
            await EvidenceOfWithheld(quarter).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
        else
            await Withheld(quarter).UploadAsync(new BinaryData(names), overwrite: true, cancellationToken);
        return !names.SequenceEqual(before);
    }

    /// <summary>Stores the evidence of the newest figures of a quarter that withhold something, also where they make no edition:
    /// <c>evidence/measures/quarter={q}/withheld.json</c>.</summary>
    public Task PutEvidenceOfWithheldAsync(Quarter quarter, byte[] evidence, CancellationToken cancellationToken) =>
        EvidenceOfWithheld(quarter).UploadAsync(new BinaryData(evidence), overwrite: true, cancellationToken);

    /// <summary>What the newest figures of a quarter withhold; no names for nothing.</summary>
    public async Task<WithheldFigures> FindWithheldAsync(Quarter quarter, CancellationToken cancellationToken) =>
        new(quarter, (await Withheld(quarter).ContentOrNullAsync(cancellationToken))?.Content.ToObjectFromJson<IReadOnlyList<string>>() ?? []);

    /// <summary>What the newest figures of each quarter withhold, in chronological order; quarters that withhold nothing are not in it.</summary>
    public async Task<IReadOnlyList<WithheldFigures>> ListWithheldAsync(CancellationToken cancellationToken)
    {
        var found = new List<WithheldFigures>();
        await foreach (BlobItem blob in _work.GetBlobsAsync(new GetBlobsOptions { Prefix = WithheldFolder }, cancellationToken))
            found.Add(await FindWithheldAsync(Quarter.Parse(Path.GetFileNameWithoutExtension(blob.Name)), cancellationToken));
        return [.. found.Where(w => w.Names.Count > 0).OrderBy(w => w.Quarter)];
    }

    private BlobClient EvidenceOfWithheld(Quarter quarter) => _evidence.GetBlobClient($"measures/quarter={quarter}/withheld.json");

    private BlobClient Withheld(Quarter quarter) => _work.GetBlobClient($"{WithheldFolder}{quarter}.json");

    private BlobClient Draft(Quarter quarter) => _work.GetBlobClient($"drafts/{quarter}.json");

    private BlobClient Ledger(Quarter quarter, int edition) => _work.GetBlobClient($"disclosure/{quarter}/edition-{edition}.json");

    private BlobClient Evidence(Quarter quarter, int edition, string kind) =>
        _evidence.GetBlobClient($"measures/quarter={quarter}/edition={edition}/evidence.{kind}");
}

/// <summary>What is not released of a quarter, to protect people.</summary>
/// <param name="Names">Feeds, and tables as <c>measure | breakdown | window</c>; no group.</param>
public sealed record WithheldFigures(Quarter Quarter, IReadOnlyList<string> Names)
{
    /// <summary>The same words for everyone who waits for figures.</summary>
    public override string ToString() => $"{Quarter}: withheld to protect people: {string.Join("; ", Names)}";
}
