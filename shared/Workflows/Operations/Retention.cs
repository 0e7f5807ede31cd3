namespace IncDiv.Workflows.Operations;

/// <summary>
/// Deletes raw drops whose time is up: so many days after they landed, and of a feed that appends so many days after their quarter, since until
/// then a change of the pseudonym key must read them again. Quarantined ones and sidecars without a drop go too. Receipts and ledger stay.
/// </summary>
public sealed class Retention(DropStore drops, DropLedger ledger, AuditLog audit, TimeProvider time, IOptions<PipelineOptions> options)
{
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset limit = time.GetUtcNow().AddDays(-options.Value.RetentionDays);
        IReadOnlyList<DropRecord> records = await ledger.ListAsync(null, cancellationToken);
        var settled = records
            .Where(d => d.Outcome is DropOutcome.Accepted or DropOutcome.Superseded or DropOutcome.Duplicate or DropOutcome.Failed)
            .Select(d => (d.File, d.ETag)).ToHashSet();
        settled.ExceptWith(records.Where(d => MayBeCorrected(d, limit)).Select(d => (d.File, d.ETag)));
        IReadOnlyList<RawDrop> raw = await drops.ListAsync(cancellationToken);
        var left = raw.Select(d => d.File).ToHashSet(StringComparer.Ordinal);
        // A drop without a state is left for reconciliation, however old it is: nothing is lost unseen.
        foreach (RawDrop drop in raw.Where(d => d.Landed <= limit && settled.Contains((d.File, d.ETag))))
        {
            await drops.RemoveAsync(drop, cancellationToken);
            await audit.WriteAsync("raw drop deleted", drop.File, cancellationToken);
            left.Remove(drop.File);
        }
        foreach (RawDrop sidecar in raw.Where(d => d.Landed <= limit && d.File.EndsWith(DropStore.SidecarEnding, StringComparison.OrdinalIgnoreCase)))
            if (!left.Contains(sidecar.File[..^DropStore.SidecarEnding.Length]))
                await drops.RemoveAsync(sidecar, cancellationToken);
        foreach (RawDrop drop in await drops.ListQuarantineAsync(cancellationToken))
        {
            if (drop.Landed > limit)
                continue;
            await drops.RemoveFromQuarantineAsync(drop, cancellationToken);
            await audit.WriteAsync("quarantined drop deleted", drop.File, cancellationToken);
        }
    }

    private static bool MayBeCorrected(DropRecord drop, DateTimeOffset limit) =>
        drop.Outcome == DropOutcome.Accepted && FeedCatalogue.Default.Find(drop.Feed) is { LoadMode: LoadMode.Append }
        && drop.LastQuarter().LastDay > DateOnly.FromDateTime(limit.UtcDateTime);
}
