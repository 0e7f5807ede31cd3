using System.Runtime.CompilerServices;

namespace IncDiv.Workflows.Computation;

/// <summary>The curated data of all drops, of which workflows take snapshots.</summary>
public sealed class CuratedData(DropLedger ledger, CuratedStore curated, BridgeStore bridges, ContractSet contracts)
{
    /// <summary>The data that is current now.</summary>
    public async Task<CuratedSnapshot> SnapshotAsync(CancellationToken cancellationToken) => Of(await ledger.ListAsync(null, cancellationToken));

    /// <summary>The data that is current if the ledger holds <paramref name="drops"/>.</summary>
    public CuratedSnapshot Of(IReadOnlyList<DropRecord> drops) => new(curated, bridges, contracts.Feeds, drops);
}

/// <summary>Reads the curated data that is current according to the ledger. For a replace feed this is the latest drop. For an append feed it is all drops;
/// where several drops hold a row with the same key, the newest row is used.</summary>
public sealed class CuratedSnapshot(CuratedStore curated, BridgeStore bridges, FeedCatalogue feeds, IReadOnlyList<DropRecord> ledger) : ICuratedSource
{
    /// <summary>The ledger of which this is the data.</summary>
    public IReadOnlyList<DropRecord> Ledger => ledger;

    /// <summary>The quarters with an accepted drop, in chronological order.</summary>
    public IReadOnlyList<Quarter> Quarters => QuartersOf(ledger);

    /// <summary>The quarters for which a ledger holds an accepted drop, in chronological order.</summary>
    internal static IReadOnlyList<Quarter> QuartersOf(IEnumerable<DropRecord> ledger) =>
        [.. ledger.Where(d => d.Outcome == DropOutcome.Accepted).SelectMany(d => d.Quarters).Select(q => Quarter.Parse(q.Quarter)).Distinct().Order()];

    /// <summary>The current drops of a feed and quarter, newest first.</summary>
    public IReadOnlyList<DropRecord> DropsOf(Feed feed, Quarter quarter)
    {
        DropRecord[] accepted =
        [
            .. ledger.Where(d => d.Feed == feed.Name && d.Outcome == DropOutcome.Accepted && d.Covers(quarter))
                .OrderByDescending(d => d.Landed).ThenByDescending(d => d.Id, StringComparer.Ordinal),
        ];
        return feed.LoadMode == LoadMode.Replace ? [.. accepted.Take(1)] : accepted;
    }

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
        DropsOf(feed, quarter) is { Count: > 0 } drops && drops.All(d => d.Invited is not null && d.Quarters.Count == 1) ? drops.Sum(d => d.Invited) : null;

    public async IAsyncEnumerable<RowBatch> ReadAsync(Feed feed, Quarter quarter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
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
}
