namespace IncDiv.Workflows.Operations;

/// <param name="Replayed">Files that the next reconciliation will ingest.</param>
/// <param name="Gone">Files that were deleted or overwritten. Their failed state has been removed; missing data has to be dropped again.</param>
public sealed record ReplayResult(IReadOnlyList<string> Replayed, IReadOnlyList<string> Gone);

/// <summary>Queues failed drops again once the cause is fixed. The next reconciliation ingests them and removes the failed state and its receipt. The file is
/// not changed, so it keeps its age and does not override a later correction. If the failed version is gone, its state is removed here, because nothing else
/// would remove it.</summary>
public sealed class Replay(DropStore drops, DropLedger ledger, ReceiptStore receipts, AuditLog audit)
{
    /// <param name="feed">Name of the feed; null for all feeds.</param>
    /// <param name="id">Id of one failed drop; null for all failed drops.</param>
    public async Task<ReplayResult> RunAsync(string? feed, string? id, CancellationToken cancellationToken)
    {
        var replayed = new List<string>();
        var gone = new List<string>();
        IEnumerable<DropRecord> failures = (await ledger.ListAsync(feed, cancellationToken))
            .Where(d => d.Outcome == DropOutcome.Failed && (id is null || d.Id == id));
        foreach (DropRecord failed in failures)
        {
            if ((await drops.FindAsync(failed.File, cancellationToken))?.ETag != failed.ETag)
            {
                await audit.WriteAsync("failed drop gone", $"{failed.Feed}/{failed.Id}", cancellationToken);
                await receipts.RemoveAsync(failed.Feed, failed.Id, cancellationToken);
                await ledger.RemoveAsync(failed.Feed, failed.Id, cancellationToken);
                gone.Add(failed.File);
                continue;
            }
            await audit.WriteAsync("drop replayed", $"{failed.Feed}/{failed.Id}", cancellationToken);
            await ledger.MarkAsync(failed.Feed, failed.Id, finished: false, cancellationToken);
            replayed.Add(failed.File);
        }
        return new ReplayResult(replayed, gone);
    }
}
