namespace IncDiv.Storage.Drops;

/// <summary>The container of receipts: <c>{feed}/{dropId}.json</c>, <c>.html</c> and <c>.rejects.csv</c>.</summary>
public sealed class ReceiptStore(PipelineStorage storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Receipts);

    public async Task PutReceiptAsync(string feed, string id, byte[] json, CancellationToken cancellationToken) =>
        await _container.GetBlobClient($"{feed}/{id}.json").UploadAsync(new BinaryData(json), overwrite: true, cancellationToken);

    public async Task PutPageAsync(string feed, string id, byte[] html, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/html; charset=utf-8" } };
        await _container.GetBlobClient($"{feed}/{id}.html").UploadAsync(new BinaryData(html), options, cancellationToken);
    }

    public async Task PutRejectsAsync(string feed, string id, byte[] csv, CancellationToken cancellationToken) =>
        await _container.GetBlobClient($"{feed}/{id}.rejects.csv").UploadAsync(new BinaryData(csv), overwrite: true, cancellationToken);

    /// <summary>Deletes the receipt of a failed drop, which gets another receipt or was removed.</summary>
    public async Task RemoveAsync(string feed, string id, CancellationToken cancellationToken)
    {
        foreach (string ending in new[] { ".json", ".html", ".rejects.csv" })
            await _container.GetBlobClient($"{feed}/{id}{ending}").DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>The receipt as JSON, or null if there is none.</summary>
    public async Task<string?> FindReceiptAsync(string feed, string id, CancellationToken cancellationToken) =>
        (await _container.GetBlobClient($"{feed}/{id}.json").ContentOrNullAsync(cancellationToken))?.Content.ToString();
}
