using System.Runtime.CompilerServices;
using IncDiv.Contracts;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Receipts;
using IncDiv.Contracts.Rows;
using IncDiv.Measures;
using IncDiv.Storage.Curated;
using IncDiv.Storage.Ledger;

namespace IncDiv.Flows;

/// <summary>
/// The curated data in storage that the ledger says counts: of a feed that replaces, the drop that landed last; of a feed that appends,
/// all drops, where a row whose key came in several drops counts as the newest of them has it.
/// </summary>
public sealed class LedgerSource(CuratedStore curated, BridgeStore bridges, IReadOnlyList<DropRecord> ledger) : ICuratedSource
{
    private static readonly Dictionary<UInt128, UInt128> NoBridge = [];

    /// <summary>The drops that count for a feed and quarter, the newest first.</summary>
    public IReadOnlyList<DropRecord> DropsOf(Feed feed, Quarter quarter)
    {
        DropRecord[] accepted =
        [
            .. ledger.Where(d => d.Feed == feed.Name && d.Outcome == DropOutcome.Accepted && d.Covers(quarter))
                .OrderByDescending(d => d.Landed).ThenByDescending(d => d.Id, StringComparer.Ordinal),
        ];
        return feed.Landing == Landing.Replace ? [.. accepted.Take(1)] : accepted;
    }

    /// <summary>The drops that the figures of a quarter rest on: those of its windows, changes and control charts.</summary>
    public IReadOnlyList<DropRecord> DropsBehind(Quarter quarter) =>
    [
        .. FeedCatalogue.Default.Feeds.SelectMany(feed => Enumerable.Range(0, MeasureEngine.QuartersNeeded)
            .SelectMany(back => DropsOf(feed, quarter.AddQuarters(-back))).DistinctBy(d => d.Id)),
    ];

    public int? InvitedTo(Feed feed, Quarter quarter) =>
        DropsOf(feed, quarter).Select(d => d.Invited).Where(i => i is not null).ToList() is { Count: > 0 } invited ? (int)invited.Sum()! : null;

    public async IAsyncEnumerable<RowBatch> ReadAsync(Feed feed, Quarter quarter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<DropRecord> drops = DropsOf(feed, quarter);
        IReadOnlyDictionary<UInt128, UInt128> bridge = drops.Count > 1 ? await bridges.ReadAsync(feed.Name, cancellationToken) : NoBridge;
        var seen = new HashSet<UInt128>();
        for (int i = 0; i < drops.Count; i++)
        {
            await using Stream file = await curated.OpenAsync(feed.Name, quarter, drops[i].Id, cancellationToken);
            await foreach (RowBatch batch in CuratedReader.ReadAsync(feed, quarter, file, cancellationToken))
            {
                // One drop holds a key once; only where there are several can a newer row stand for an older one.
                if (drops.Count > 1)
                    CorrectedRows.Keep(batch, seen, bridge);
                yield return batch;
            }
        }
    }
}
