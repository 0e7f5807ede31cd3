namespace IncDiv.Workflows.Operations;

/// <summary>The result of a key rotation.</summary>
/// <param name="Bridged">Number of drops whose pseudonyms are linked between both keys.</param>
/// <param name="Missed">Drops of an earlier key whose raw file is gone, as feed and quarters. A later correction of such a drop would count a person
/// twice.</param>
public sealed record RotationResult(int Bridged, IReadOnlyList<string> Missed);

/// <summary>Records the bridge from the previous to the current pseudonym key (disclosure.md 5.5). It reads the retained raw drops again and records each
/// person's pseudonyms under both keys, so that a row dropped under the new key still corrects one dropped under the old key. Curated data is not rewritten.
/// Replace feeds need no bridge.</summary>
public sealed class KeyRotation(
    DropStore drops, DropLedger ledger, CuratedStore curated, BridgeStore bridges, AuditLog audit, PseudonymKeys keys, ContractSet contracts)
{
    /// <exception cref="InvalidOperationException">No previous key is set.</exception>
    public async Task<RotationResult> RecordBridgeAsync(CancellationToken cancellationToken)
    {
        PseudonymKey previous = keys.Previous
            ?? throw new InvalidOperationException("Set PreviousPseudonymKey and PreviousPseudonymKeyId to the key that is being replaced.");
        int bridged = 0;
        var missed = new List<string>();
        foreach (DropRecord record in await ledger.ListAsync(null, cancellationToken))
        {
            if (record.Outcome != DropOutcome.Accepted || contracts.Feeds.Find(record.Feed) is not { LoadMode: LoadMode.Append } feed)
                continue;
            if (await HasCurrentKeyAsync(record, cancellationToken))
                continue;
            if (await BridgeAsync(feed, record, previous, cancellationToken))
                bridged++;
            else
                missed.Add($"{record.Feed} {string.Join(" and ", record.Quarters.Select(q => q.Quarter))}");
        }
        await audit.WriteAsync("key rotated", $"{previous.Id} to {keys.Current.Id}", cancellationToken);
        return new RotationResult(bridged, missed);
    }

    private async Task<bool> HasCurrentKeyAsync(DropRecord record, CancellationToken cancellationToken)
    {
        await using FileStream file = TemporaryFile.Create();
        await curated.DownloadAsync(record.Feed, Quarter.Parse(record.Quarters[0].Quarter), record.Id, file, cancellationToken);
        return await CuratedReader.KeyIdAsync(file, cancellationToken) == keys.Current.Id;
    }

    // Returns false if the raw drop has been deleted and no earlier run recorded its bridge.
    private async Task<bool> BridgeAsync(Feed feed, DropRecord record, PseudonymKey previous, CancellationToken cancellationToken)
    {
        string path = BridgeStore.PathOf(feed.Name, previous.Id, keys.Current.Id, record.Id);
        await using FileStream file = TemporaryFile.Create(), bridge = TemporaryFile.Create();
        if (await drops.FindAsync(record.File, cancellationToken) is not { } raw || raw.ETag != record.ETag
            || !await drops.DownloadAsync(raw, file, cancellationToken))
            return (await bridges.ListAsync(feed.Name, cancellationToken)).Contains(path);
        using var old = new Anonymiser(feed, previous);
        using var current = new Anonymiser(feed, keys.Current);
        DropReading reading;
        await using (BridgeWriter writer = await BridgeWriter.CreateAsync(bridge, cancellationToken))
            reading = await new DropReader(feed, record.File)
                .ReadAsync(file, (batch, token) => WritePairsAsync(batch, old, current, writer, token), cancellationToken);
        // A contract that has become stricter may reject the drop now.
        if (reading.Quarantined)
            return false;
        bridge.Position = 0;
        await bridges.PutAsync(path, bridge, cancellationToken);
        return true;
    }

    private static async ValueTask WritePairsAsync(RowBatch batch, Anonymiser old, Anonymiser current, BridgeWriter writer, CancellationToken cancellationToken)
    {
        UInt128[] from = old.Anonymise(batch).Column<PseudonymValues>("pseudonym").Values;
        UInt128[] to = current.Anonymise(batch).Column<PseudonymValues>("pseudonym").Values;
        await writer.WriteAsync([.. Enumerable.Range(0, batch.Count).Select(row => (from[row], to[row]))], cancellationToken);
    }
}
