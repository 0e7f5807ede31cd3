using System.Text;

namespace IncDiv.Workflows.Intake;

/// <summary>Records work that failed all five of the host's attempts.</summary>
public sealed class FailedWork(DropStore drops, DropOutcomes outcomes, AuditLog audit)
{
    /// <summary>Gives a drop whose processing failed five times a receipt and the state <c>failed</c>. A drop that is already in the ledger is left to
    /// reconciliation; a file that was overwritten is left to the event of its new version.</summary>
    /// <param name="version">The quoted ETag of the version that failed; null if unknown.</param>
    public async Task RecordAsync(string container, string file, string? version, CancellationToken cancellationToken)
    {
        if (container != ContainerNames.Drops || await drops.FindAsync(file, cancellationToken) is not { } drop
            || (version is not null && version != drop.ETag))
        {
            await audit.WriteAsync("work failed", $"{container}/{file}", cancellationToken);
            return;
        }
        if (!await outcomes.HasStateAsync(drop, cancellationToken))
            await outcomes.FinishAsync(drop, outcomes.Builder(drop, DropOutcomes.VersionId(drop)).ForFailure(), DropReading.None, cancellationToken);
        // Another process may have ingested the drop meanwhile, or an earlier attempt may have crashed here. Whichever writes second sees the other's row.
        if (!await outcomes.HasStateAsync(drop, cancellationToken))
            return;
        await audit.WriteAsync("work failed", $"{container}/{file}", cancellationToken);
        await outcomes.RemoveFailureAsync(drop, cancellationToken);
    }

    /// <summary>Records a failure whose message does not name a blob. The audit log gets the hash of the message.</summary>
    public Task RecordUnreadableAsync(string message, CancellationToken cancellationToken) =>
        audit.WriteAsync("work failed", $"message {DropId.Compute(Encoding.UTF8.GetBytes(message))}", cancellationToken);
}
