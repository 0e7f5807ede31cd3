namespace IncDiv.Workflows.Operations;

/// <param name="Replayed">Files that the next reconciliation takes in.</param>
/// <param name="Gone">Files that are not there any more, or are another version by now: their failed state has ended, and what is missing has to be dropped again.</param>
public sealed record ReplayResult(IReadOnlyList<string> Replayed, IReadOnlyList<string> Gone);

/// <summary>
/// Puts failed drops back in line, after what made them fail was mended: the next reconciliation takes them in, and their failed state and its
/// receipt go. The file is not touched, so it stays as old as it is and does not overtake a later correction. Where the failed version is gone, its
/// state ends here, as nothing else would ever end it.
/// </summary>
public sealed class Replay(DropStore drops, DropLedger ledger, ReceiptStore receipts, AuditLog audit)
{
    /// <param name="feed">Null for all feeds.</param>
    /// <param name="id">Id of one failed drop; null for all of them.</param>
    public async Task<ReplayResult> RunAsync(string? feed, string? id, CancellationToken cancellationToken)
    {
        var replayed = new List<string>();
        var gone = new List<string>();
        foreach (DropRecord failed in (await ledger.ListAsync(feed, cancellationToken)).Where(d => d.Outcome == DropOutcome.Failed && (id is null || d.Id == id)))
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
