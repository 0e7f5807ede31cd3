using System.Text;

namespace IncDiv.Workflows.Operations;

/// <summary>Deletes the raw files that hold given people from <c>drops</c> and <c>quarantine</c>, whatever the state of the drop.</summary>
public sealed class RawErasure(DropStore drops, DropLedger ledger, AuditLog audit, ContractSet contracts)
{
    /// <param name="ids">Canonical identifiers.</param>
    /// <returns>The number of deleted files, and the files that hold one of the people but have not been ingested yet. Those are not deleted.</returns>
    public async Task<(int Deleted, IReadOnlyList<string> Waiting)> EraseAsync(Feed feed, IEnumerable<byte[]> ids, CancellationToken cancellationToken)
    {
        var people = ids.Select(Encoding.UTF8.GetString).ToHashSet(StringComparer.Ordinal);
        int deleted = 0;
        var waiting = new List<string>();
        // Files are listed before the ledger is read: a file that is ingested in between is at worst reported as waiting.
        IReadOnlyList<RawDrop> raw = await drops.ListAsync(cancellationToken);
        var recorded = (await ledger.ListAsync(feed.Name, cancellationToken)).Select(d => (d.File, d.ETag)).ToHashSet();
        foreach (RawDrop drop in raw.Where(d => d.Folder == feed.Name && !d.IsSidecar))
        {
            await using FileStream file = TemporaryFile.Create();
            // A file that cannot be read to its end is deleted too, because it may hold the person.
            if (!await drops.DownloadAsync(drop, file, cancellationToken)
                || await PersonSearch.FindsAsync(feed, drop.File, file, people, cancellationToken) == false)
                continue;
            if (!recorded.Contains((drop.File, drop.ETag)))
            {
                waiting.Add(drop.File);
                continue;
            }
            await audit.WriteAsync("raw drop erased", drop.File, cancellationToken);
            if (raw.FirstOrDefault(s => s.File == drop.File + DropStore.SidecarEnding) is { } sidecar)
                await drops.RemoveAsync(sidecar, cancellationToken);
            await drops.RemoveAsync(drop, cancellationToken);
            deleted++;
        }
        foreach (RawDrop drop in await drops.ListQuarantineAsync(cancellationToken))
        {
            // A folder that is not a feed may be a misspelt name of this feed.
            bool isOwn = drop.Folder == feed.Name;
            if (!isOwn && contracts.Feeds.Find(drop.Folder) is not null)
                continue;
            await using FileStream file = TemporaryFile.Create();
            if (!await drops.DownloadAsync(drop, file, cancellationToken)
                || !(await PersonSearch.FindsAsync(feed, drop.File, file, people, cancellationToken) ?? isOwn))
                continue;
            await audit.WriteAsync("quarantined drop erased", drop.File, cancellationToken);
            await drops.RemoveAsync(drop, cancellationToken);
            deleted++;
        }
        return (deleted, waiting);
    }
}
