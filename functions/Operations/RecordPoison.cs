using Microsoft.Extensions.Logging;

namespace IncDiv.Functions.Operations;

/// <summary>
/// Deals with what still failed after the host's five tries: a drop gets its receipt and the ledger state <c>failed</c>. The queue has no poison
/// queue of its own: a message on which this throws comes again every ten minutes until it expires. So it throws only where another time may go
/// better, as when storage is away; what cannot be read is recorded as such, and is over.
/// </summary>
public sealed class RecordPoison(DropIntake intake, ILogger<RecordPoison> logger)
{
    [Function(nameof(RecordPoison))]
    public async Task RunAsync([QueueTrigger("webjobs-blobtrigger-poison", Connection = "PipelineStorage")] string message, CancellationToken cancellationToken)
    {
        if (PoisonMessage.Read(message) is not { } poison)
        {
            logger.LogError("A message of {Length} characters that names no blob failed five times and waits for an operator.", message.Length);
            await intake.RecordUnreadableAsync(message, cancellationToken);
            return;
        }
        // Source teams choose the names of their files: the log has the version, the ledger or the audit the name.
        logger.LogError("{Container} version {Version} failed five times and waits for an operator.", poison.Container, poison.Version);
        await intake.RecordFailureAsync(poison.Container, poison.Blob, poison.Version, cancellationToken);
    }
}
