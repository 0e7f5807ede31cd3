using System.Runtime.CompilerServices;

namespace IncDiv.Workflows.Computation;

/// <summary>
/// The curated data in storage that the ledger says counts: of a feed that replaces, the drop that landed last; of a feed that appends,
/// all drops, where a row whose key came in several drops counts as the newest of them has it.
/// </summary>
public sealed class LedgerSource(CuratedStore curated, BridgeStore bridges, IReadOnlyList<DropRecord> ledger) : ICuratedSource
{
    /// <summary>The drops that count for a feed and quarter, the newest first.</summary>
    public IReadOnlyList<DropRecord> DropsOf(Feed feed, Quarter quarter)
    {
        DropRecord[] accepted =
        [
            .. ledger.Where(d => d.Feed == feed.Name && d.Outcome == DropOutcome.Accepted && d.Covers(quarter))
                .OrderByDescending(d => d.Landed).ThenByDescending(d => d.Id, StringComparer.Ordinal),
        ];
        return feed.LoadMode == LoadMode.Replace ? [.. accepted.Take(1)] : accepted;
    }

    /// <summary>Whether a drop of the feed counts for the quarter.</summary>
    public bool Has(string feed, Quarter quarter) => DropsOf(FeedCatalogue.Default.Find(feed)!, quarter).Count > 0;

    /// <summary>Whether every feed that the pack requires is there for the quarter.</summary>
    public bool IsComplete(PackDefinition definition, Quarter quarter) => definition.RequiredFeeds.All(feed => Has(feed, quarter));

    /// <summary>The drops that the figures of a quarter rest on: those of its windows, changes and control charts.</summary>
    public IReadOnlyList<DropRecord> DropsBehind(Quarter quarter) =>
    [
        .. FeedCatalogue.Default.Feeds.SelectMany(feed => Enumerable.Range(0, MeasureEngine.QuartersNeeded)
            .SelectMany(back => DropsOf(feed, quarter.AddQuarters(-back))).DistinctBy(d => d.Id)),
    ];

    // A manifest speaks of the whole drop: of one that spans quarters nobody knows how many were invited in which.
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
                // One drop holds a key once; only where there are several can a newer row stand for an older one.
                if (drops.Count > 1)
                    CorrectedRows.Keep(batch, seen, bridge);
                yield return batch;
            }
        }
    }
}
