using Microsoft.Extensions.Logging;

namespace IncDiv.Functions.Operations;

/// <summary>Records work that failed all five of the host's attempts: a drop gets a receipt and the ledger state <c>failed</c>. This queue has no poison queue
/// of its own: if this function throws, the message returns every ten minutes until it expires. It therefore throws only if a later attempt may succeed, such
/// as after a storage outage. A message that cannot be read is recorded and removed.</summary>
public sealed class RecordPoison(FailedWork work, ILogger<RecordPoison> logger)
{
    [Function(nameof(RecordPoison))]
    public async Task RunAsync([QueueTrigger("webjobs-blobtrigger-poison", Connection = "PipelineStorage")] string message, CancellationToken cancellationToken)
    {
        if (PoisonMessage.Read(message) is not { } poison)
        {
            logger.LogError("A message of {Length} characters that names no blob failed five times and waits for an operator.", message.Length);
            await work.RecordUnreadableAsync(message, cancellationToken);
            return;
        }
        // Source teams choose file names, so the log holds the version; the ledger or the audit log holds the name.
        logger.LogError("{Container} version {Version} failed five times and waits for an operator.", poison.Container, poison.Version);
        await work.RecordAsync(poison.Container, poison.Blob, poison.Version, cancellationToken);
    }
}
