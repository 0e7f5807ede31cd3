using Azure.Storage.Blobs;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Runs one queue-triggered function for every message of its queue; after the last try the message moves on to {queue}-poison.</summary>
internal sealed class QueueListener(FunctionEntry function, MessageQueue queue, int tries, Invoker invoker) : IWorkSource
{
    public string Name => $"Queue '{queue.Name}'";

    public async Task<IReadOnlyList<Work>> FindAsync(CancellationToken cancellationToken) =>
        [.. (await queue.ListAsync(cancellationToken)).Select(message => new Work(message.Name, token => RunAsync(message, token)))];

    private async Task RunAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        await using WorkItem? work = await WorkItem.TryTakeAsync(blob, cancellationToken);
        if (work is null)
            return;
        BinaryData message = (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
        string text = message.ToString();
        string id = Path.GetFileNameWithoutExtension(blob.Name);
        bool done = await work.TryAsync(
            tries,
            async token => (await invoker.InvokeAsync(function, BindingData.OfMessage(id, text, work.Attempts), (_, _) => new(text), token)).Succeeded,
            cancellationToken);
        if (!done)
            await queue.Poison.AddAsync(id, message, CancellationToken.None);
        await work.DeleteAsync();
    }
}
