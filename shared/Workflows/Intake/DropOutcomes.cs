using System.Text;
using IncDiv.Ingestion.Receipts;

namespace IncDiv.Workflows.Intake;

/// <summary>Records what became of a drop: its receipt, its ledger row, and what follows from that row.</summary>
public sealed class DropOutcomes(DropStore drops, DropLedger ledger, ReceiptStore receipts, QuarterMarkers markers, AuditLog audit, ContractSet contracts)
{
    /// <summary>The receipt of a drop as JSON, or null.</summary>
    public async Task<string?> FindReceiptAsync(string feed, string dropId, CancellationToken cancellationToken) =>
        contracts.Feeds.Find(feed) is not null && dropId.All(c => char.IsAsciiHexDigitLower(c) || c == '-')
            ? await receipts.FindReceiptAsync(feed, dropId, cancellationToken)
            : null;

    /// <summary>The feed under which the ledger records a drop: the name of its folder, if there is such a feed.</summary>
    internal string LedgerFeed(RawDrop drop) => contracts.Feeds.Find(drop.Folder)?.Name ?? ReceiptBuilder.UnknownFeed;

    internal ReceiptBuilder Builder(RawDrop drop, string id) => new(contracts.Feeds.Find(drop.Folder), id, drop.File, drop.Bytes, drop.Landed);

    /// <summary>An id from the drop's path and version, used if its bytes were not read or already have an id and a receipt.</summary>
    internal static string VersionId(RawDrop drop) => DropId.Compute(Encoding.UTF8.GetBytes($"{drop.File}\n{drop.ETag}"));

    /// <summary>Writes the receipt and then the ledger row, and does what follows from it.</summary>
    internal async Task FinishAsync(RawDrop drop, Receipt receipt, DropReading reading, CancellationToken cancellationToken)
    {
        await receipts.PutRejectsAsync(receipt.Feed, receipt.DropId, RejectsCsv.Write(reading), cancellationToken);
        await receipts.PutPageAsync(receipt.Feed, receipt.DropId, ReceiptPage.Render(receipt), cancellationToken);
        await receipts.PutReceiptAsync(receipt.Feed, receipt.DropId, ReceiptJson.Write(receipt), cancellationToken);
        // The comparison with the previous drop (W104 to W106) is kept in the receipt only, so the ledger does not depend on the order of ingestion.
        var record = new DropRecord(
            receipt.Feed, receipt.DropId, drop.File, drop.ETag, drop.Landed, receipt.Outcome, drop.Bytes, receipt.RowsRead, receipt.RowsAccepted,
            receipt.RowsRejected, receipt.Quarters, reading.Counts, reading.Manifest?.Invited, receipt.ContractVersion, receipt.DuplicateOf, receipt.Summary);
        await ledger.RecordAsync(record, cancellationToken);
        await CompleteAsync(drop, record, cancellationToken);
    }

    /// <summary>Does what follows from a ledger row. It may crash at any point: the row is marked as finished last, and unmarked rows are completed
    /// again.</summary>
    internal async Task CompleteAsync(RawDrop drop, DropRecord record, CancellationToken cancellationToken)
    {
        // This is also needed for a finished row: a process may have recorded the failure and crashed before it saw the row.
        if (record.Outcome != DropOutcome.Failed)
            await RemoveFailureAsync(drop, cancellationToken);
        if (record.Finished)
            return;
        bool accepted = record.Outcome is DropOutcome.Accepted or DropOutcome.Superseded;
        string outcome = accepted ? "accepted" : record.Outcome.ToString().ToLowerInvariant();
        await audit.WriteAsync($"drop {outcome}", $"{record.Feed}/{record.Id}", cancellationToken);
        if (accepted)
        {
            await SupersedeAsync(record, cancellationToken);
            await RequestQuartersAsync(record, cancellationToken);
        }
        if (record.Outcome == DropOutcome.Quarantined)
            await drops.RemoveAsync(drop, cancellationToken);
        await ledger.MarkAsync(record.Feed, record.Id, finished: true, cancellationToken);
        Telemetry.DropCompleted(record);
    }

    /// <summary>Whether this version of the drop has a ledger row other than that of a failure.</summary>
    internal async Task<bool> HasStateAsync(RawDrop drop, CancellationToken cancellationToken) =>
        (await ledger.ListAsync(LedgerFeed(drop), cancellationToken)).Any(d => d.File == drop.File && d.ETag == drop.ETag && d.Outcome != DropOutcome.Failed);

    /// <summary>Removes the failure of a drop that was ingested later: it must have one state and one receipt.</summary>
    internal async Task RemoveFailureAsync(RawDrop drop, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(LedgerFeed(drop), VersionId(drop), cancellationToken) is not { Outcome: DropOutcome.Failed } failed)
            return;
        await receipts.RemoveAsync(failed.Feed, failed.Id, cancellationToken);
        await ledger.RemoveAsync(failed.Feed, failed.Id, cancellationToken);
    }

    /// <summary>Finds the receipt to compare this drop with: for a replace feed, of the latest earlier quarter; otherwise, of the newest drop.</summary>
    internal async Task<Receipt?> FindLastAsync(Feed feed, DropRecord[] others, DropReading reading, CancellationToken cancellationToken)
    {
        Quarter first = reading.Quarters.Select(q => Quarter.Parse(q.Quarter)).Min();
        DropRecord? last = others.Where(d => feed.LoadMode == LoadMode.Append || d.LastQuarter() < first)
            .OrderBy(d => feed.LoadMode == LoadMode.Append ? default : d.LastQuarter()).ThenBy(d => d.Landed).ThenBy(d => d.Id, StringComparer.Ordinal)
            .LastOrDefault();
        return last is not null && await receipts.FindReceiptAsync(feed.Name, last.Id, cancellationToken) is { } json
            ? ReceiptJson.Read(Encoding.UTF8.GetBytes(json))
            : null;
    }

    // In a replace feed, a drop is superseded once later drops cover all of its quarters. Events may arrive in any order.
    private async Task SupersedeAsync(DropRecord drop, CancellationToken cancellationToken)
    {
        if (contracts.Feeds.Find(drop.Feed) is not { LoadMode: LoadMode.Replace })
            return;
        IReadOnlyList<DropRecord> accepted = [.. (await ledger.ListAsync(drop.Feed, cancellationToken)).Where(d => d.Outcome == DropOutcome.Accepted)];
        foreach (DropRecord older in accepted)
            if (older.Quarters.All(q => accepted.Any(newer => newer.IsNewerThan(older) && newer.Covers(Quarter.Parse(q.Quarter)))))
                await ledger.SupersedeAsync(older.Feed, older.Id, cancellationToken);
    }

    // Windows, changes and control charts cover earlier quarters, so this drop may also change the figures of later quarters.
    private async Task RequestQuartersAsync(DropRecord drop, CancellationToken cancellationToken)
    {
        Quarter first = drop.Quarters.Select(q => Quarter.Parse(q.Quarter)).Min();
        Quarter last = drop.LastQuarter().AddQuarters(MeasureEngine.QuartersNeeded - 1);
        IReadOnlyList<DropRecord> all = await ledger.ListAsync(null, cancellationToken);
        foreach (Quarter quarter in CuratedSnapshot.QuartersOf(all).Where(q => q >= first && q <= last))
            await markers.RequestIfIdleAsync(quarter, cancellationToken);
    }
}
