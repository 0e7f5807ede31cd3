using IncDiv.Anonymisation;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Receipts;
using IncDiv.Contracts.Rows;
using IncDiv.Ingestion;
using IncDiv.Storage.Curated;
using IncDiv.Storage.Ledger;

namespace IncDiv.Flows;

/// <summary>
/// Records the bridge from the previous to the present pseudonym key (disclosure.md 5.5): the raw drops that are still kept are read again
/// and both pseudonyms of each key noted, so that a row dropped under the new key still corrects one dropped under the old. Curated data is
/// not rewritten, and a drop that replaces its quarter needs no bridge.
/// </summary>
public sealed class KeyRotation(DropStore drops, DropLedger ledger, BridgeStore bridges, AuditLog audit, PseudonymKeys keys)
{
    /// <returns>Number of drops bridged.</returns>
    /// <exception cref="InvalidOperationException">No previous key is set.</exception>
    public async Task<int> RecordBridgeAsync(CancellationToken cancellationToken)
    {
        PseudonymKey previous = keys.Previous
            ?? throw new InvalidOperationException("Set PreviousPseudonymKey and PreviousPseudonymKeyId to the key that is being replaced.");
        int bridged = 0;
        foreach (DropRecord record in await ledger.ListAsync(null, cancellationToken))
        {
            if (record.Outcome != DropOutcome.Accepted || FeedCatalogue.Default.Find(record.Feed) is not { Landing: Landing.Append } feed)
                continue;
            if (await PairsAsync(feed, record, previous, cancellationToken) is not { } pairs)
                continue;
            await bridges.PutAsync(feed.Name, previous.Id, keys.Current.Id, record.Id, pairs, cancellationToken);
            bridged++;
        }
        await audit.WriteAsync("key rotated", $"{previous.Id} to {keys.Current.Id}", cancellationToken);
        return bridged;
    }

    // Null where the raw drop is no longer kept.
    private async Task<IReadOnlyList<(UInt128, UInt128)>?> PairsAsync(Feed feed, DropRecord record, PseudonymKey previous, CancellationToken cancellationToken)
    {
        if (await drops.FindAsync(record.File, cancellationToken) is not { } raw || raw.ETag != record.ETag)
            return null;
        await using FileStream file = LocalDrop.Create();
        if (!await drops.DownloadAsync(raw, file, cancellationToken))
            return null;
        using var old = new Anonymiser(feed, previous);
        using var present = new Anonymiser(feed, keys.Current);
        var pairs = new List<(UInt128, UInt128)>();
        await new DropReader(feed, record.File).ReadAsync(file, Note, cancellationToken);
        return pairs;

        ValueTask Note(RowBatch batch, CancellationToken token)
        {
            UInt128[] from = old.Anonymise(batch).Column<PseudonymValues>("pseudonym").Values;
            UInt128[] to = present.Anonymise(batch).Column<PseudonymValues>("pseudonym").Values;
            for (int row = 0; row < batch.Count; row++)
                pairs.Add((from[row], to[row]));
            return ValueTask.CompletedTask;
        }
    }
}
