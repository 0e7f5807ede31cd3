using System.Text;

namespace IncDiv.Workflows.Operations;

/// <summary>Deletes the raw files that hold people, in <c>drops</c> and in <c>quarantine</c>, whatever became of them.</summary>
public sealed class RawErasure(DropStore drops, DropLedger ledger, AuditLog audit)
{
    /// <param name="ids">Canonical identifiers.</param>
    /// <returns>How many files were deleted, and those that hold somebody but were not taken in yet: they are left.</returns>
    public async Task<(int Deleted, IReadOnlyList<string> Waiting)> EraseAsync(Feed feed, IEnumerable<byte[]> ids, CancellationToken cancellationToken)
    {
        var people = ids.Select(Encoding.UTF8.GetString).ToHashSet(StringComparer.Ordinal);
        int deleted = 0;
        var waiting = new List<string>();
        // The files first: what is taken in meanwhile is then at most called waiting.
        IReadOnlyList<RawDrop> raw = await drops.ListAsync(cancellationToken);
        var settled = (await ledger.ListAsync(feed.Name, cancellationToken)).Select(d => (d.File, d.ETag)).ToHashSet();
        foreach (RawDrop drop in raw.Where(d => FolderOf(d) == feed.Name && !IsSidecar(d)))
        {
            await using FileStream file = TemporaryFile.Create();
            // What cannot be read to its end is deleted too: nobody can say that it does not hold the person.
            if (!await drops.DownloadAsync(drop, file, cancellationToken) || await PersonSearch.FindsAsync(feed, drop.File, file, people, cancellationToken) == false)
                continue;
            if (!settled.Contains((drop.File, drop.ETag)))
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
            // A folder that is no feed's may be a mistyped name of this one.
            bool isOwn = FolderOf(drop) == feed.Name;
            if (!isOwn && FeedCatalogue.Default.Find(FolderOf(drop)) is not null)
                continue;
            await using FileStream file = TemporaryFile.Create();
            if (!await drops.DownloadFromQuarantineAsync(drop, file, cancellationToken) || !(await PersonSearch.FindsAsync(feed, drop.File, file, people, cancellationToken) ?? isOwn))
                continue;
            await audit.WriteAsync("quarantined drop erased", drop.File, cancellationToken);
            await drops.RemoveFromQuarantineAsync(drop, cancellationToken);
            deleted++;
        }
        return (deleted, waiting);
    }

    private static bool IsSidecar(RawDrop drop) => drop.File.EndsWith(DropStore.SidecarEnding, StringComparison.OrdinalIgnoreCase);

    private static string FolderOf(RawDrop drop) => drop.File[..Math.Max(drop.File.IndexOf('/', StringComparison.Ordinal), 0)];
}
