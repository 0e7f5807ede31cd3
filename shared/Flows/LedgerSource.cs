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
/// all drops in the order in which they landed.
/// </summary>
public sealed class LedgerSource(CuratedStore curated, IReadOnlyList<DropRecord> ledger) : ICuratedSource
{
    /// <summary>The drops that count for a feed and quarter.</summary>
    public IReadOnlyList<DropRecord> DropsOf(Feed feed, Quarter quarter)
    {
        DropRecord[] accepted =
        [
            .. ledger.Where(d => d.Feed == feed.Name && d.Outcome == DropOutcome.Accepted && d.Covers(quarter))
                .OrderBy(d => d.Landed).ThenBy(d => d.Id, StringComparer.Ordinal),
        ];
        return feed.Landing == Landing.Replace ? [.. accepted.TakeLast(1)] : accepted;
    }

    /// <summary>The drops that the figures of a quarter rest on: those of its rolling windows, or of the last survey wave before them.</summary>
    public IReadOnlyList<DropRecord> DropsBehind(Quarter quarter) =>
    [
        .. FeedCatalogue.Default.Feeds.SelectMany(feed =>
        {
            DropRecord[] windows = [.. Enumerable.Range(0, QuarterMeasures.QuartersOfRollingWindow).SelectMany(back => DropsOf(feed, quarter.AddQuarters(-back)))];
            return windows.Length > 0
                ? windows.DistinctBy(d => d.Id)
                : Enumerable.Range(1, MeasureEngine.QuartersCarriedForward).Select(back => DropsOf(feed, quarter.AddQuarters(-back))).FirstOrDefault(d => d.Count > 0, []);
        }),
    ];

    public async IAsyncEnumerable<RowBatch> ReadAsync(Feed feed, Quarter quarter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (DropRecord drop in DropsOf(feed, quarter))
        {
            await using Stream file = await curated.OpenAsync(feed.Name, quarter, drop.Id, cancellationToken);
            await foreach (RowBatch batch in CuratedReader.ReadAsync(feed, quarter, file, cancellationToken))
                yield return batch;
        }
    }
}
