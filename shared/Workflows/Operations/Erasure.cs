namespace IncDiv.Workflows.Operations;

/// <summary>The result of an erasure. It names nobody.</summary>
/// <param name="Rows">Number of rows removed from curated data.</param>
/// <param name="Drops">Number of drops that held those rows.</param>
/// <param name="RawFiles">Number of raw files deleted.</param>
/// <param name="Quarters">Quarters whose drafts will be computed again, and whose BI files are withdrawn.</param>
/// <param name="Waiting">Files that hold one of the people but have not been ingested yet. Erase again once they are in the ledger.</param>
public sealed record ErasureResult(int Rows, int Drops, int RawFiles, IReadOnlyList<Quarter> Quarters, IReadOnlyList<string> Waiting);

/// <summary>Implements the right to erasure. It removes people's rows from curated data and bridges, deletes the raw files and BI microdata that held them, and
/// requests every affected draft again. Published figures, and those that rest on the same vintage, are kept. After a crash, run it again with the same ids:
/// each step finds what is left, and the affected quarters are recorded before the first row is removed.</summary>
public sealed class Erasure(
    WriterLeases leases, RawErasure raw, CuratedErasure curated, PublishedErasure published, UnfinishedErasure unfinished, AuditLog audit)
{
    /// <param name="ids">Identifiers as source teams write them. They are written to neither the log nor the audit log.</param>
    /// <exception cref="InvalidOperationException">There is no identifier, or a key of the feed's data is not loaded. Nothing was changed.</exception>
    public async Task<ErasureResult> EraseAsync(Feed feed, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        byte[][] canonical = [.. ids.Select(CanonicalId.Derive).Where(id => !CanonicalId.IsPlaceholder(id))];
        if (canonical.Length == 0)
            throw new InvalidOperationException("There is no identifier to look for: the lines are blank or mean 'unknown'.");
        HashSet<UInt128> people = curated.PseudonymsOf(feed, canonical);
        await using WriterLease lease = await leases.AcquireAsync($"erasure-{feed.Name}", cancellationToken);
        IReadOnlyList<string> bridges = await curated.FindBridgesAsync(feed, lease.Lost);
        IReadOnlyList<FoundRows> found = await curated.FindAsync(feed, people, lease.Lost);
        var quarters = new SortedSet<Quarter>([.. await unfinished.QuartersAsync(feed.Name, lease.Lost), .. found.Select(f => f.Quarter)]);
        if (found.Count > 0)
            await unfinished.RecordAsync(feed.Name, quarters, lease.Lost);

        (int files, IReadOnlyList<string> waiting) = await raw.EraseAsync(feed, canonical, lease.Lost);
        foreach (FoundRows part in found)
            await curated.RewriteAsync(feed, part, people, lease.Lost);
        foreach (string bridge in bridges)
            await curated.RewriteAsync(bridge, people, lease.Lost);
        await published.FollowAsync(feed, quarters, lease.Lost);
        var result = new ErasureResult(found.Sum(f => f.Rows), found.DistinctBy(f => f.DropId).Count(), files, [.. quarters], waiting);
        string removed = string.Create(CultureInfo.InvariantCulture, $"{feed.Name}: {result.Rows} rows of {result.Drops} drops, {files} raw files");
        await audit.WriteAsync("erased", removed, lease.Lost);
        await unfinished.ClearAsync(feed.Name, lease.Lost);
        return result;
    }
}
