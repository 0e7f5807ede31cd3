namespace IncDiv.Workflows.Operations;

/// <summary>The result of an erasure. It names nobody.</summary>
/// <param name="Rows">Number of rows removed from curated data.</param>
/// <param name="Drops">Number of drops that held those rows.</param>
/// <param name="RawFiles">Number of raw files deleted.</param>
/// <param name="Quarters">Quarters whose figures and BI files will be produced again.</param>
/// <param name="Waiting">Files that hold one of the people but have not been ingested yet. Erase again once they are in the ledger.</param>
public sealed record ErasureResult(int Rows, int Drops, int RawFiles, IReadOnlyList<Quarter> Quarters, IReadOnlyList<string> Waiting);

/// <summary>
/// Implements the right to erasure. It removes people's rows from curated data and bridges, deletes the raw files and BI microdata that held them,
/// and requests every affected figure again. Published editions are kept; the next one shows the revision. After a crash, run it again with
/// the same identifiers: each step finds what is left, and the affected quarters are recorded before the first row is removed.
/// </summary>
public sealed class Erasure(
    PipelineStorage storage, RawErasure raw, DropLedger ledger, CuratedStore curated, BridgeStore bridges, MicrodataStore bi, QuarterMarkers markers,
    UnfinishedErasure unfinished, AuditLog audit, PseudonymKeys keys, TimeProvider time)
{
    private sealed record FoundRows(Quarter Quarter, string DropId, int Rows);

    /// <param name="ids">Identifiers as source teams write them. They are written to neither the log nor the audit log.</param>
    /// <exception cref="InvalidOperationException">There is no identifier, or a key of the feed's data is not loaded. Nothing was changed.</exception>
    public async Task<ErasureResult> EraseAsync(Feed feed, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        byte[][] canonical = [.. ids.Select(CanonicalId.Derive).Where(id => !CanonicalId.IsPlaceholder(id))];
        if (canonical.Length == 0)
            throw new InvalidOperationException("There is no identifier to look for: the lines are blank or mean 'unknown'.");
        HashSet<UInt128> people = PseudonymsOf(feed, canonical);
        await using WriterLease lease = await WriterLease.AcquireAsync(storage, $"erasure-{feed.Name}", time, cancellationToken);
        IReadOnlyList<string> paths = await bridges.ListAsync(feed.Name, lease.Lost);
        if (paths.FirstOrDefault(p => !BridgeStore.Touches(p, keys.All.Select(k => k.Id))) is { } unknownBridge)
            throw new InvalidOperationException($"Neither of the two keys of the bridge {unknownBridge} is loaded. {Remedy}");
        IReadOnlyList<FoundRows> found = await FindAsync(feed, people, lease.Lost);
        var quarters = new SortedSet<Quarter>([.. await unfinished.QuartersAsync(feed.Name, lease.Lost), .. found.Select(f => f.Quarter)]);
        if (found.Count > 0)
            await unfinished.RecordAsync(feed.Name, quarters, lease.Lost);

        (int files, IReadOnlyList<string> waiting) = await raw.EraseAsync(feed, canonical, lease.Lost);
        foreach (FoundRows part in found)
            await RewriteAsync(feed, part, people, lease.Lost);
        foreach (string path in paths)
            await RewriteAsync(path, people, lease.Lost);
        foreach (Quarter quarter in quarters)
            await WithdrawMicrodataAsync(feed, quarter, lease.Lost);
        if (quarters.Count > 0)
            foreach (Quarter quarter in Reconciliation.QuartersOf(await ledger.ListAsync(null, lease.Lost)).Where(q => q >= quarters.Min))
                await markers.RequestAsync(quarter, lease.Lost);
        var result = new ErasureResult(found.Sum(f => f.Rows), found.DistinctBy(f => f.DropId).Count(), files, [.. quarters], waiting);
        await audit.WriteAsync("erased", string.Create(CultureInfo.InvariantCulture, $"{feed.Name}: {result.Rows} rows of {result.Drops} drops, {files} raw files"), lease.Lost);
        await unfinished.ClearAsync(feed.Name, lease.Lost);
        return result;
    }

    private const string Remedy = "Add them to RetiredPseudonymKeys (ID=KEY or ID=LOCATION) and run this command again; nothing was changed.";

    private async Task<IReadOnlyList<FoundRows>> FindAsync(Feed feed, HashSet<UInt128> people, CancellationToken cancellationToken)
    {
        var found = new List<FoundRows>();
        var missingKeys = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((Quarter quarter, string dropId) in await curated.ListAsync(feed.Name, cancellationToken))
        {
            await using FileStream file = TemporaryFile.Create();
            await curated.DownloadAsync(feed.Name, quarter, dropId, file, cancellationToken);
            string keyId = await CuratedReader.KeyIdAsync(file, cancellationToken) ?? "";
            if (!keys.All.Any(k => k.Id == keyId))
                missingKeys.Add($"'{keyId}'");
            else if (await CuratedReader.CountAsync(feed, quarter, file, people, cancellationToken) is > 0 and int rows)
                found.Add(new FoundRows(quarter, dropId, rows));
        }
        return missingKeys.Count == 0
            ? found
            : throw new InvalidOperationException(
                $"Curated data of {feed.Name} cannot be searched, because its pseudonym keys are not loaded: {string.Join(", ", missingKeys)}. {Remedy}");
    }

    private async Task RewriteAsync(Feed feed, FoundRows part, HashSet<UInt128> people, CancellationToken cancellationToken)
    {
        await audit.WriteAsync("rows erased", string.Create(CultureInfo.InvariantCulture, $"{CuratedStore.PathOf(feed.Name, part.Quarter, part.DropId)}: {part.Rows}"), cancellationToken);
        await using FileStream file = TemporaryFile.Create(), rewritten = TemporaryFile.Create();
        await curated.DownloadAsync(feed.Name, part.Quarter, part.DropId, file, cancellationToken);
        await CuratedRewriter.WithoutAsync(feed, part.Quarter, file, people, rewritten, cancellationToken);
        rewritten.Position = 0;
        await curated.PutAsync(feed.Name, part.Quarter, part.DropId, rewritten, cancellationToken);
    }

    private async Task RewriteAsync(string bridge, HashSet<UInt128> people, CancellationToken cancellationToken)
    {
        await using FileStream file = TemporaryFile.Create(), rewritten = TemporaryFile.Create();
        await bridges.DownloadAsync(bridge, file, cancellationToken);
        bool found = false;
        await using (BridgeWriter writer = await BridgeWriter.CreateAsync(rewritten, cancellationToken))
        {
            await foreach (IReadOnlyList<(UInt128 Old, UInt128 New)> pairs in BridgeReader.ReadAsync(file, cancellationToken))
            {
                (UInt128, UInt128)[] left = [.. pairs.Where(p => !people.Contains(p.Old) && !people.Contains(p.New))];
                found |= left.Length < pairs.Count;
                if (left.Length > 0)
                    await writer.WriteAsync(left, cancellationToken);
            }
        }
        rewritten.Position = 0;
        if (found)
            await bridges.PutAsync(bridge, rewritten, cancellationToken);
    }

    // The quarter's lease makes this wait for a publication that already read the rows, so its file is removed too.
    private async Task WithdrawMicrodataAsync(Feed feed, Quarter quarter, CancellationToken cancellationToken)
    {
        await using WriterLease lease = await WriterLease.AcquireAsync(storage, QuarterComputation.LeaseName(quarter), time, cancellationToken);
        if (await bi.RemoveAsync(feed.Name, quarter, lease.Lost))
            await audit.WriteAsync("microdata withdrawn", $"{feed.Name}/{quarter}", lease.Lost);
    }

    private HashSet<UInt128> PseudonymsOf(Feed feed, byte[][] canonical)
    {
        var people = new HashSet<UInt128>();
        foreach (PseudonymKey key in keys.All)
        {
            using var anonymiser = new Anonymiser(feed, key);
            people.UnionWith(canonical.Select(id => anonymiser.PseudonymOf(id)));
        }
        return people;
    }
}
