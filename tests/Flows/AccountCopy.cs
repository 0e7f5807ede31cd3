using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using IncDiv.Storage;

namespace IncDiv.Flows.Tests;

/// <summary>Everything that a pipeline's storage holds, in an account of its own, so that what leads up to a test is done once.</summary>
internal static class AccountCopy
{
    // The most that a table takes in one call.
    private const int MostRows = 100;

    public static async Task CopyAsync(PipelineStorage from, PipelineStorage to)
    {
        await to.EnsureCreatedAsync(CancellationToken.None);
        foreach (string container in ContainerNames.All)
            await foreach (BlobItem blob in from.Container(container).GetBlobsAsync(BlobTraits.Metadata))
            {
                BlobDownloadResult content = await from.Container(container).GetBlobClient(blob.Name).DownloadContentAsync();
                var options = new BlobUploadOptions { Metadata = blob.Metadata, HttpHeaders = new BlobHttpHeaders { ContentType = blob.Properties.ContentType } };
                await to.Container(container).GetBlobClient(blob.Name).UploadAsync(content.Content, options);
            }
        foreach (string table in TableNames.All)
        {
            List<TableEntity> rows = [];
            await foreach (TableEntity row in from.Table(table).QueryAsync<TableEntity>())
                rows.Add(row);
            foreach (TableEntity[] batch in rows.GroupBy(r => r.PartitionKey, StringComparer.Ordinal).SelectMany(p => p.Chunk(MostRows)))
                await to.Table(table).SubmitTransactionAsync(batch.Select(r => new TableTransactionAction(TableTransactionActionType.Add, r)));
        }
    }
}
