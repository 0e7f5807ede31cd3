using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>
/// The receipts of one blob-triggered function: one empty blob per version (ETag) of a blob that it met. Azure's receipt says that a queue message was
/// written; here the receipt is the message.
/// </summary>
internal sealed class Receipts(BlobContainerClient hostContainer, string hostId, string functionId)
{
    private readonly string _prefix = $"blobreceipts/{hostId}/{functionId}/";

    /// <summary>Null if another process is at this version.</summary>
    public async Task<WorkItem?> TryTakeAsync(string container, string blob, string version, CancellationToken cancellationToken)
    {
        BlobClient receipt = hostContainer.GetBlobClient(PathOf(container, blob, version));
        var creation = new BlobUploadOptions
        {
            Metadata = WorkItem.Metadata("incomplete", 0),
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await receipt.UploadAsync(BinaryData.Empty, creation, cancellationToken);
        }
        catch (RequestFailedException e) when (StorageFault.IsConflict(e))
        {
            // There is one already, from an earlier attempt or another process.
        }
        return await WorkItem.TryTakeAsync(receipt, cancellationToken);
    }

    /// <summary>All versions of the container's blobs that need no further run, in one listing.</summary>
    public async Task<HashSet<string>> CompletedAsync(CancellationToken cancellationToken)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        await foreach (BlobItem receipt in hostContainer.GetBlobsAsync(BlobTraits.Metadata, prefix: _prefix, cancellationToken: cancellationToken))
        {
            if (WorkItem.ReadsComplete(receipt.Metadata))
                paths.Add(receipt.Name);
        }
        return paths;
    }

    public string PathOf(string container, string blob, string version) => $"{_prefix}{version}/{container}/{blob}";
}
