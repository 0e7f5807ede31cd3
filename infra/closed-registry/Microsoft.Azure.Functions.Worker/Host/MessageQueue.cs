using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>A queue kept as blobs (azure-webjobs-hosts/queues/{name}/{id}.json), because storage queues are not in the closed registry.</summary>
internal sealed class MessageQueue(BlobContainerClient hostContainer, string name)
{
    public const string BlobPoison = "webjobs-blobtrigger-poison";

    public string Name => name;

    public MessageQueue Poison => new(hostContainer, $"{name}-poison");

    /// <summary>Adds a message; one that is there already under this id stays as it is.</summary>
    public async Task AddAsync(string id, BinaryData message, CancellationToken cancellationToken)
    {
        await hostContainer.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        try
        {
            var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await hostContainer.GetBlobClient($"queues/{name}/{id}.json").UploadAsync(message, onlyNew, cancellationToken);
        }
        catch (RequestFailedException e) when (StorageFault.IsConflict(e))
        {
            // A process that died after adding it did not settle its receipt: the message is this one.
        }
    }

    /// <summary>The waiting messages, oldest first.</summary>
    public async Task<IReadOnlyList<BlobClient>> ListAsync(CancellationToken cancellationToken)
    {
        var messages = new List<BlobItem>();
        try
        {
            await foreach (BlobItem message in hostContainer.GetBlobsAsync(prefix: $"queues/{name}/", cancellationToken: cancellationToken))
                messages.Add(message);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // No message was ever added in this account.
        }
        IEnumerable<BlobItem> ordered = messages.OrderBy(m => m.Properties.CreatedOn).ThenBy(m => m.Name, StringComparer.Ordinal);
        return [.. ordered.Select(m => hostContainer.GetBlobClient(m.Name))];
    }
}
