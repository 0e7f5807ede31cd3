using System.Text.Json;
using IncDiv.Flows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IncDiv.Functions.Operations;

/// <summary>Deals with what still failed after the host's five tries: a drop gets its receipt and the ledger state <c>failed</c>.</summary>
public sealed class RecordPoison(DropIntake intake, ILogger<RecordPoison> logger)
{
    [Function(nameof(RecordPoison))]
    public async Task RunAsync([QueueTrigger("webjobs-blobtrigger-poison", Connection = "PipelineStorage")] string message, CancellationToken cancellationToken)
    {
        using JsonDocument poison = JsonDocument.Parse(message);
        string container = poison.RootElement.GetProperty("ContainerName").GetString()!;
        string blob = poison.RootElement.GetProperty("BlobName").GetString()!;
        string? version = poison.RootElement.TryGetProperty("ETag", out JsonElement etag) ? etag.GetString() : null;
        // Source teams choose the names of their files: the log has the version, the ledger or the audit the name.
        logger.LogError("{Container} version {Version} failed five times and waits for an operator.", container, version);
        await intake.RecordFailureAsync(container, blob, version, cancellationToken);
    }
}
