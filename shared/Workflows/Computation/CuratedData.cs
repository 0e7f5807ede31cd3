using System.Runtime.CompilerServices;

namespace IncDiv.Workflows.Computation;

/// <summary>The curated data of all drops, of which workflows take snapshots.</summary>
public sealed class CuratedData(DropLedger ledger, CuratedStore curated, BridgeStore bridges, PinStore pins, ContractSet contracts)
{
    /// <summary>The data on which figures rest now: pinned vintages, and of the rest what is current.</summary>
    public async Task<CuratedSnapshot> SnapshotAsync(CancellationToken cancellationToken) =>
        Of(await ledger.ListAsync(null, cancellationToken), await pins.ListAsync(cancellationToken));

    /// <summary>The data that is current if the ledger holds <paramref name="drops"/>.</summary>
    public CuratedSnapshot Of(IReadOnlyList<DropRecord> drops) => Of(drops, new Dictionary<(string, Quarter), Pin>());

    private CuratedSnapshot Of(IReadOnlyList<DropRecord> drops, IReadOnlyDictionary<(string, Quarter), Pin> pinned) =>
        new(curated, bridges, pins, contracts.Feeds, drops, pinned);
}

/// <summary>Reads curated data. Of a feed and quarter that figures were published of it is the vintage that was pinned then (disclosure.md 4.4), else what is
/// current according to the ledger. For a replace feed this is the latest drop. For an append feed it is all drops; where several drops hold a row with the
/// same key, the newest row is used.</summary>
public sealed class CuratedSnapshot(
    CuratedStore curated, BridgeStore bridges, PinStore pins, FeedCatalogue feeds, IReadOnlyList<DropRecord> ledger,
    IReadOnlyDictionary<(string Feed, Quarter Quarter), Pin> pinned) : ICuratedSource
{
    /// <summary>The ledger of which this is the data.</summary>
    public IReadOnlyList<DropRecord> Ledger => ledger;

    /// <summary>The quarters with an accepted drop, in chronological order.</summary>
    public IReadOnlyList<Quarter> Quarters => QuartersOf(ledger);

    /// <summary>The quarters for which a ledger holds an accepted drop, in chronological order.</summary>
    internal static IReadOnlyList<Quarter> QuartersOf(IEnumerable<DropRecord> ledger) =>
        [.. ledger.Where(d => d.Outcome == DropOutcome.Accepted).SelectMany(d => d.Quarters).Select(q => Quarter.Parse(q.Quarter)).Distinct().Order()];

    /// <summary>The pinned vintage of a feed and quarter; null if there is none.</summary>
    public Pin? PinOf(Feed feed, Quarter quarter) => pinned.GetValueOrDefault((feed.Name, quarter));

    /// <summary>What the ledger holds of a feed and quarter; of a pinned vintage what it held when it was pinned.</summary>
    public IReadOnlyList<DropRecord> LedgerOf(Feed feed, Quarter quarter)
    {
        IEnumerable<DropRecord> drops = ledger.Where(d => d.Feed == feed.Name && d.Covers(quarter));
        if (PinOf(feed, quarter) is not { } pin)
            return [.. drops];
        DropRecord[] known = [.. drops.Where(d => pin.Drops.Contains(d.Id))];
        // The drop that was the latest then may have been superseded since.
        DropRecord? latest = Used(known).MaxBy(d => (d.Landed, d.Id));
        return [.. known.Select(d => d == latest ? d with { Outcome = DropOutcome.Accepted } : d)];
    }

    /// <summary>The drops of a feed and quarter on which its figures rest, newest first.</summary>
    public IReadOnlyList<DropRecord> DropsOf(Feed feed, Quarter quarter)
    {
        DropRecord[] accepted =
        [
            .. LedgerOf(feed, quarter).Where(d => d.Outcome == DropOutcome.Accepted)
                .OrderByDescending(d => d.Landed).ThenByDescending(d => d.Id, StringComparer.Ordinal),
        ];
        return feed.LoadMode == LoadMode.Replace ? [.. accepted.Take(1)] : accepted;
    }

    /// <summary>Accepted drops on which no figure rests, because those of their feed and quarter were published before.</summary>
    public IEnumerable<(DropRecord Drop, Quarter Quarter)> NotUsed() => pinned
        .OrderBy(p => p.Key.Feed, StringComparer.Ordinal).ThenBy(p => p.Key.Quarter)
        .SelectMany(pin => ledger
            .Where(d => d.Feed == pin.Key.Feed && d.Outcome == DropOutcome.Accepted && d.Covers(pin.Key.Quarter) && !pin.Value.Drops.Contains(d.Id))
            .OrderBy(d => d.Landed).ThenBy(d => d.Id, StringComparer.Ordinal)
            .Select(d => (d, pin.Key.Quarter)));

    /// <summary>Whether the feed has an accepted drop for the quarter.</summary>
    public bool Has(string feed, Quarter quarter) => DropsOf(feeds.Find(feed)!, quarter).Count > 0;

    /// <summary>Whether every feed that the pack requires has an accepted drop for the quarter.</summary>
    public bool IsComplete(PackDefinition definition, Quarter quarter) => definition.RequiredFeeds.All(feed => Has(feed, quarter));

    /// <summary>The drops that the figures of a quarter are based on, including those of its windows, changes and control charts.</summary>
    public IReadOnlyList<DropRecord> DropsUsedBy(Quarter quarter) =>
    [
        .. feeds.Feeds.SelectMany(feed => Enumerable.Range(0, MeasureEngine.QuartersNeeded)
            .SelectMany(back => DropsOf(feed, quarter.AddQuarters(-back))).DistinctBy(d => d.Id)),
    ];

    // A manifest states one number for the whole drop. If the drop spans quarters, the number for each quarter is unknown.
    public long? InvitedTo(Feed feed, Quarter quarter) =>
        PinOf(feed, quarter) is { } pin ? pin.Invited
        : DropsOf(feed, quarter) is { Count: > 0 } drops && drops.All(d => d.Invited is not null && d.Quarters.Count == 1) ? drops.Sum(d => d.Invited)
        : null;

    public async IAsyncEnumerable<RowBatch> ReadAsync(Feed feed, Quarter quarter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (PinOf(feed, quarter) is not null)
        {
            await using FileStream vintage = TemporaryFile.Create();
            await pins.DownloadAsync(feed.Name, quarter, vintage, cancellationToken);
            await foreach (RowBatch batch in CuratedReader.ReadAsync(feed, quarter, vintage, cancellationToken, withPseudonyms: false))
                yield return batch;
            yield break;
        }
        IReadOnlyList<DropRecord> drops = DropsOf(feed, quarter);
        PseudonymBridge bridge = drops.Count > 1 ? await PseudonymBridge.ReadAsync(bridges, feed.Name, cancellationToken) : new PseudonymBridge();
        var seen = new HashSet<UInt128>();
        for (int i = 0; i < drops.Count; i++)
        {
            await using FileStream file = TemporaryFile.Create();
            await curated.DownloadAsync(feed.Name, quarter, drops[i].Id, file, cancellationToken);
            await foreach (RowBatch batch in CuratedReader.ReadAsync(feed, quarter, file, cancellationToken, withPseudonyms: drops.Count > 1))
            {
                // Keys are unique within a drop, so corrections are possible only between drops.
                if (drops.Count > 1)
                    bridge.KeepNewest(batch, seen);
                yield return batch;
            }
        }
    }

    private static IEnumerable<DropRecord> Used(IEnumerable<DropRecord> drops) =>
        drops.Where(d => d.Outcome is DropOutcome.Accepted or DropOutcome.Superseded);
}
