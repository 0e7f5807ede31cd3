using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>One flat listing of a container, shared by all functions that its blobs trigger.</summary>
internal sealed class ContainerScan(BlobContainerClient container, IReadOnlyList<BlobListener> listeners) : IWorkSource
{
    public string Name => $"Container '{container.Name}'";

    public async Task<IReadOnlyList<Work>> FindAsync(CancellationToken cancellationToken)
    {
        foreach (BlobListener listener in listeners)
            await listener.RememberCompletedAsync(cancellationToken);
        var blobs = new List<BlobItem>();
        try
        {
            await foreach (BlobItem blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
                blobs.Add(blob);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Created later, found later.
        }
        foreach (BlobListener listener in listeners)
            listener.Forget(blobs);
        return
        [
            .. from blob in blobs
               orderby blob.Properties.LastModified
               from listener in listeners
               where listener.Wants(blob)
               select new Work($"{listener.FunctionId}/{BlobListener.VersionOf(blob)}/{blob.Name}", token => listener.RunAsync(blob, token)),
        ];
    }
}
