using IncDiv.Contracts.Receipts;
using IncDiv.Storage.Ledger;
using Microsoft.Extensions.Options;

namespace IncDiv.Flows;

/// <summary>Deletes raw drops whose time is up: accepted ones so many days after they landed, and quarantined ones. Receipts and ledger stay.</summary>
public sealed class Retention(DropStore drops, DropLedger ledger, AuditLog audit, TimeProvider time, IOptions<PipelineOptions> options)
{
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset limit = time.GetUtcNow().AddDays(-options.Value.RetentionDays);
        var settled = (await ledger.ListAsync(null, cancellationToken))
            .Where(d => d.Outcome is DropOutcome.Accepted or DropOutcome.Superseded or DropOutcome.Duplicate)
            .Select(d => (d.File, d.ETag)).ToHashSet();
        foreach (RawDrop drop in await drops.ListAsync(cancellationToken))
        {
            // A drop without a state is left for reconciliation, however old it is: nothing is lost unseen.
            if (drop.Landed > limit || !settled.Contains((drop.File, drop.ETag)))
                continue;
            await drops.RemoveAsync(drop, cancellationToken);
            await audit.WriteAsync("raw drop deleted", drop.File, cancellationToken);
        }
        foreach (RawDrop drop in await drops.ListQuarantineAsync(cancellationToken))
        {
            if (drop.Landed > limit)
                continue;
            await drops.RemoveFromQuarantineAsync(drop, cancellationToken);
            await audit.WriteAsync("quarantined drop deleted", drop.File, cancellationToken);
        }
    }
}
