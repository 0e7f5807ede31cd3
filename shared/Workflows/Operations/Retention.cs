namespace IncDiv.Workflows.Operations;

/// <summary>Deletes raw drops whose retention period has ended. It begins when the drop landed; for an append feed it begins at the end of the quarter if that
/// is later, because a key rotation must read the drop again until then. Quarantined drops and sidecars without a drop are deleted too. Receipts and ledger
/// stay. People who were erased leave pinned vintages.</summary>
public sealed class Retention(DropStore drops, DropLedger ledger, DataPins pins, AuditLog audit, ReportingClock clock, ContractSet contracts)
{
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset limit = clock.RetentionEnd;
        IReadOnlyList<DropRecord> records = await ledger.ListAsync(null, cancellationToken);
        var deletable = records
            .Where(d => d.Outcome is DropOutcome.Accepted or DropOutcome.Superseded or DropOutcome.Duplicate or DropOutcome.Failed)
            .Select(d => (d.File, d.ETag)).ToHashSet();
        deletable.ExceptWith(records.Where(d => MayBeCorrected(d, limit)).Select(d => (d.File, d.ETag)));
        IReadOnlyList<RawDrop> raw = await drops.ListAsync(cancellationToken);
        var remaining = raw.Select(d => d.File).ToHashSet(StringComparer.Ordinal);
        // A drop without a ledger row is kept for reconciliation, however old it is.
        foreach (RawDrop drop in raw.Where(d => d.Landed <= limit && deletable.Contains((d.File, d.ETag))))
        {
            await drops.RemoveAsync(drop, cancellationToken);
            await audit.WriteAsync("raw drop deleted", drop.File, cancellationToken);
            remaining.Remove(drop.File);
        }
        foreach (RawDrop sidecar in raw.Where(d => d.Landed <= limit && d.IsSidecar))
            if (!remaining.Contains(sidecar.File[..^DropStore.SidecarEnding.Length]))
                await drops.RemoveAsync(sidecar, cancellationToken);
        foreach (RawDrop drop in (await drops.ListQuarantineAsync(cancellationToken)).Where(d => d.Landed <= limit))
        {
            await drops.RemoveAsync(drop, cancellationToken);
            await audit.WriteAsync("quarantined drop deleted", drop.File, cancellationToken);
        }
        await pins.RenewAsync(cancellationToken);
    }

    private bool MayBeCorrected(DropRecord drop, DateTimeOffset limit) =>
        drop.Outcome == DropOutcome.Accepted && contracts.Feeds.Find(drop.Feed) is { LoadMode: LoadMode.Append }
        && drop.LastQuarter().LastDay > DateOnly.FromDateTime(limit.UtcDateTime);
}
