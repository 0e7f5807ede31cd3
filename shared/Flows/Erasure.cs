using System.Globalization;
using IncDiv.Anonymisation;
using IncDiv.Contracts;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Receipts;
using IncDiv.Ingestion;
using IncDiv.Storage.Curated;
using IncDiv.Storage.Ledger;
using IncDiv.Storage.Work;

namespace IncDiv.Flows;

/// <summary>What an erasure did; it names nobody.</summary>
public sealed record ErasureResult(int Rows, int Drops, IReadOnlyList<Quarter> Quarters);

/// <summary>
/// The right to erasure: takes people's rows out of curated data, deletes the raw drops that held them, and has every figure and BI file
/// that rests on them made anew. Published editions stay; the next one shows the revision.
/// </summary>
public sealed class Erasure(
    DropStore drops, DropLedger ledger, CuratedStore curated, QuarterMarkers markers, AuditLog audit, PseudonymKeys keys)
{
    /// <param name="ids">Identifiers as source teams write them. They reach neither log nor audit.</param>
    public async Task<ErasureResult> EraseAsync(Feed feed, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        HashSet<UInt128> people = PseudonymsOf(feed, ids);
        IReadOnlyList<DropRecord> all = await ledger.ListAsync(null, cancellationToken);
        var quarters = new SortedSet<Quarter>();
        int rows = 0, touched = 0;
        foreach (DropRecord drop in all.Where(d => d.Feed == feed.Name && d.Outcome is DropOutcome.Accepted or DropOutcome.Superseded))
        {
            int found = 0;
            foreach (Quarter quarter in drop.Quarters.Select(q => Quarter.Parse(q.Quarter)))
            {
                int here = await EraseAsync(feed, quarter, drop.Id, people, cancellationToken);
                found += here;
                if (here > 0)
                    quarters.Add(quarter);
            }
            if (found == 0)
                continue;
            rows += found;
            touched++;
            await drops.RemoveAsync(new RawDrop(drop.File, drop.ETag, drop.Landed, drop.Bytes), cancellationToken);
        }
        if (quarters.Count > 0)
            foreach (Quarter quarter in Reconciliation.QuartersOf(all).Where(q => q >= quarters.Min))
                await markers.RaiseAsync(quarter, cancellationToken);
        await audit.WriteAsync("erased", string.Create(CultureInfo.InvariantCulture, $"{feed.Name}: {rows} rows of {touched} drops"), cancellationToken);
        return new ErasureResult(rows, touched, [.. quarters]);
    }

    private async Task<int> EraseAsync(Feed feed, Quarter quarter, string dropId, HashSet<UInt128> people, CancellationToken cancellationToken)
    {
        await using Stream file = await curated.OpenAsync(feed.Name, quarter, dropId, cancellationToken);
        await using FileStream rewritten = LocalDrop.Create();
        int left = await CuratedRewriter.WithoutAsync(feed, quarter, file, people, rewritten, cancellationToken);
        if (left > 0)
        {
            rewritten.Position = 0;
            await curated.PutAsync(feed.Name, quarter, dropId, rewritten, cancellationToken);
        }
        return left;
    }

    private HashSet<UInt128> PseudonymsOf(Feed feed, IEnumerable<string> ids)
    {
        byte[][] canonical = [.. ids.Select(CanonicalId.Of).Where(id => id.Length > 0)];
        var people = new HashSet<UInt128>();
        foreach (PseudonymKey key in new[] { keys.Current, keys.Previous }.OfType<PseudonymKey>())
        {
            using var anonymiser = new Anonymiser(feed, key);
            foreach (byte[] id in canonical)
                people.Add(anonymiser.PseudonymOf(id));
        }
        return people;
    }
}
