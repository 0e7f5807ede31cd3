namespace IncDiv.Storage.Measures;

/// <summary>The disclosure ledgers of all editions: <c>work/disclosure/{quarter}/edition-{n}.json</c>. They hold true values, so they are restricted, like
/// everything in that container. They are never deleted, because a publication cannot be undone.</summary>
public sealed class DisclosureStore(PipelineStorage storage)
{
    private readonly BlobContainerClient _work = storage.Container(ContainerNames.Work);
    private readonly BlobContainerClient _measures = storage.Container(ContainerNames.Measures);

    /// <summary>The ledger of an edition, or null if there is none.</summary>
    public async Task<BinaryData?> FindAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        (await Ledger(quarter, edition).ContentOrNullAsync(cancellationToken))?.Content;

    /// <summary>The newest edition of a quarter that has a ledger; 0 if there is none.</summary>
    public async Task<int> NewestAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        string prefix = $"disclosure/{quarter}/edition-";
        return await _work.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken)
            .Select(b => Path.GetFileNameWithoutExtension(b.Name[prefix.Length..]))
            .Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int edition) ? edition : 0)
            .DefaultIfEmpty(0).MaxAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Stores the ledger of an edition, and the evidence for readers alongside its measures. An earlier refusal is deleted.</summary>
    public async Task PutAsync(Quarter quarter, int edition, byte[] ledger, byte[] evidence, byte[] page, CancellationToken cancellationToken)
    {
        await Ledger(quarter, edition).UploadAsync(new BinaryData(ledger), overwrite: true, cancellationToken);
        await Evidence(quarter, edition, "json").UploadAsync(new BinaryData(evidence), overwrite: true, cancellationToken);
        await Evidence(quarter, edition, "html").UploadAsync(new BinaryData(page), overwrite: true, cancellationToken);
        await AcceptAsync(quarter, cancellationToken);
    }

    /// <summary>Deletes what <see cref="PutAsync"/> stored for an edition that was never published.</summary>
    public async Task WithdrawAsync(Quarter quarter, int edition, CancellationToken cancellationToken)
    {
        await Ledger(quarter, edition).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await Evidence(quarter, edition, "json").DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await Evidence(quarter, edition, "html").DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Stores the reason why the newest figures of a quarter are not released: <c>measures/quarter={q}/refused.json</c>.</summary>
    public async Task RefuseAsync(Quarter quarter, byte[] report, CancellationToken cancellationToken) =>
        await Refusal(quarter).UploadAsync(new BinaryData(report), overwrite: true, cancellationToken);

    /// <summary>Deletes the refusal of a quarter whose newest figures are released or were published before.</summary>
    public async Task AcceptAsync(Quarter quarter, CancellationToken cancellationToken) =>
        await Refusal(quarter).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private BlobClient Refusal(Quarter quarter) => _measures.GetBlobClient($"quarter={quarter}/refused.json");

    private BlobClient Ledger(Quarter quarter, int edition) => _work.GetBlobClient($"disclosure/{quarter}/edition-{edition}.json");

    private BlobClient Evidence(Quarter quarter, int edition, string kind) => _measures.GetBlobClient($"quarter={quarter}/edition={edition}/evidence.{kind}");
}
