namespace IncDiv.Storage.Leases;

/// <summary>The quarters whose drafts an unfinished erasure must still have computed again, and whose BI files it must withdraw:
/// <c>work/erasures/{feed}.json</c>. The record survives a process that crashes after it removed the rows and before it requested the quarters. It names
/// nobody.</summary>
public sealed class UnfinishedErasure(PipelineStorage storage)
{
    public async Task<IReadOnlyList<Quarter>> QuartersAsync(string feed, CancellationToken cancellationToken) =>
        await Blob(feed).ContentOrNullAsync(cancellationToken) is { } record
            ? [.. JsonSerializer.Deserialize<string[]>(record.Content)!.Select(Quarter.Parse)]
            : [];

    public async Task RecordAsync(string feed, IEnumerable<Quarter> quarters, CancellationToken cancellationToken)
    {
        byte[] record = JsonSerializer.SerializeToUtf8Bytes(quarters.Select(q => q.ToString()));
        await Blob(feed).UploadAsync(new BinaryData(record), overwrite: true, cancellationToken);
    }

    public async Task ClearAsync(string feed, CancellationToken cancellationToken) =>
        await Blob(feed).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private BlobClient Blob(string feed) => storage.Container(ContainerNames.Work).GetBlobClient($"erasures/{feed}.json");
}
