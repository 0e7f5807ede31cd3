using System.Text;
using IncDiv.Ingestion.Receipts;

namespace IncDiv.Workflows.Intake;

/// <summary>
/// The first workflow. A drop is validated and anonymised, and gets a receipt. Every step can be repeated: names are derived from
/// content, and the ledger row and the quarter's marker are written last.
/// </summary>
public sealed class DropIntake(
    PipelineStorage storage, DropStore drops, DropLedger ledger, CuratedStore curated, ReceiptStore receipts, QuarterMarkers markers, AuditLog audit,
    CuratedIngestion ingestion, TimeProvider time)
{
    /// <summary>The manifest's name is the drop's name followed by this suffix.</summary>
    public const string SidecarEnding = DropStore.SidecarEnding;

    /// <summary>Ingests the drop <paramref name="file"/> in the container <c>drops</c>. It does nothing if the blob is gone or is a sidecar.</summary>
    public async Task IngestAsync(string file, CancellationToken cancellationToken)
    {
        if (file.EndsWith(SidecarEnding, StringComparison.OrdinalIgnoreCase) || await drops.FindAsync(file, cancellationToken) is not { } drop)
            return;
        using Telemetry.Step step = Telemetry.Begin("take in", LedgerFeed(drop));
        await using FileStream content = TemporaryFile.Create();
        if (!await drops.DownloadAsync(drop, content, cancellationToken))
            return;
        content.Position = 0;
        await IngestAsync(drop, await DropId.ComputeAsync(content, cancellationToken), content, cancellationToken);
    }

    /// <summary>Completes a drop whose processing stopped after its ledger row was written. Its file may have been deleted or replaced since.</summary>
    public async Task CompleteAsync(DropRecord unfinished, CancellationToken cancellationToken)
    {
        await using WriterLease lease = await WriterLease.AcquireAsync(storage, LeaseName(unfinished.Feed, unfinished.Id), time, cancellationToken);
        if (await ledger.FindAsync(unfinished.Feed, unfinished.Id, lease.Lost) is { } record)
            await CompleteAsync(new RawDrop(record.File, record.ETag, record.Landed, record.Bytes), record, lease.Lost);
    }

    /// <summary>
    /// Gives a drop whose processing failed five times a receipt and the state <c>failed</c>. A drop that is already in the ledger is left to
    /// reconciliation; a file that was overwritten is left to the event of its new version.
    /// </summary>
    /// <param name="version">The quoted ETag of the version that failed; null if unknown.</param>
    public async Task RecordFailureAsync(string container, string file, string? version, CancellationToken cancellationToken)
    {
        if (container != ContainerNames.Drops || await drops.FindAsync(file, cancellationToken) is not { } drop
            || (version is not null && version != drop.ETag))
        {
            await audit.WriteAsync("work failed", $"{container}/{file}", cancellationToken);
            return;
        }
        if (!await HasStateAsync(drop, cancellationToken))
            await FinishAsync(drop, Builder(drop, VersionId(drop)).ForFailure(), DropReading.None, cancellationToken);
        // Another process may have ingested the drop meanwhile, or an earlier attempt may have crashed here. Whichever writes second sees the other's row.
        if (!await HasStateAsync(drop, cancellationToken))
            return;
        await audit.WriteAsync("work failed", $"{container}/{file}", cancellationToken);
        await RemoveFailureAsync(drop, cancellationToken);
    }

    /// <summary>Records a failure whose message does not name a blob. The audit log gets the hash of the message.</summary>
    public Task RecordUnreadableAsync(string message, CancellationToken cancellationToken) =>
        audit.WriteAsync("work failed", $"message {DropId.Compute(Encoding.UTF8.GetBytes(message))}", cancellationToken);

    /// <summary>The receipt of a drop as JSON, or null.</summary>
    public async Task<string?> FindReceiptAsync(string feed, string dropId, CancellationToken cancellationToken) =>
        FeedCatalogue.Default.Find(feed) is not null && dropId.All(c => char.IsAsciiHexDigitLower(c) || c == '-')
            ? await receipts.FindReceiptAsync(feed, dropId, cancellationToken)
            : null;

    private async Task IngestAsync(RawDrop drop, string id, FileStream content, CancellationToken cancellationToken)
    {
        Feed? feed = FeedOf(drop);
        string name = feed?.Name ?? ReceiptBuilder.UnknownFeed;
        await using IngestedDrop ingested = feed is null
            ? new IngestedDrop(DropReading.UnknownFeed(FeedCatalogue.Default.Feeds.Select(f => f.Name)), null, [])
            : await ingestion.RunAsync(feed, drop.File, content, await drops.FindSidecarAsync(drop.File + SidecarEnding, cancellationToken), null, cancellationToken);
        DropReading reading = ingested.Reading;
        // If two drops with the same bytes land together, the lease makes one of them the duplicate.
        await using WriterLease lease = await WriterLease.AcquireAsync(storage, LeaseName(name, id), time, cancellationToken);
        DropRecord? earlier = await ledger.FindAsync(name, id, lease.Lost);
        bool isSameVersion = earlier is null || (earlier.File == drop.File && earlier.ETag == drop.ETag);
        string ownId = isSameVersion ? id : $"{id}-{VersionId(drop)[..8]}";
        if (earlier is { Outcome: DropOutcome.Accepted or DropOutcome.Superseded })
        {
            if (isSameVersion)
                await CompleteAsync(drop, earlier, lease.Lost);
            else
                await FinishAsync(drop, Builder(drop, ownId).ForDuplicate(earlier.Id), DropReading.None, lease.Lost);
        }
        else if (reading.Quarantined)
        {
            await QuarantineAsync(drop, id, Builder(drop, ownId).ForReading(reading), reading, content, lease.Lost);
        }
        else
        {
            DropRecord[] others = [.. (await ledger.ListAsync(feed!.Name, lease.Lost)).Where(d => d.Outcome == DropOutcome.Accepted && d.Id != id)];
            Receipt? last = await FindLastAsync(feed, others, reading, lease.Lost);
            await AcceptAsync(drop, Builder(drop, id).ForReading(reading, ingested.Profile, last, others.SelectMany(d => d.Quarters)), ingested, lease.Lost);
        }
    }

    private async Task AcceptAsync(RawDrop drop, Receipt receipt, IngestedDrop ingested, CancellationToken cancellationToken)
    {
        foreach (CuratedPart part in ingested.Parts)
            await curated.PutAsync(receipt.Feed, part.Quarter, receipt.DropId, part.Content, cancellationToken);
        await FinishAsync(drop, receipt, ingested.Reading, cancellationToken);
    }

    private async Task QuarantineAsync(RawDrop drop, string id, Receipt receipt, DropReading reading, FileStream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        await drops.CopyToQuarantineAsync(drop, id, content, cancellationToken);
        await FinishAsync(drop, receipt, reading, cancellationToken);
    }

    private async Task FinishAsync(RawDrop drop, Receipt receipt, DropReading reading, CancellationToken cancellationToken)
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

    // Does what follows from a ledger row. It may crash at any point: the row is marked as finished last, and unmarked rows are completed again.
    private async Task CompleteAsync(RawDrop drop, DropRecord record, CancellationToken cancellationToken)
    {
        // This is also needed for a finished row: a process may have recorded the failure and crashed before it saw the row.
        if (record.Outcome != DropOutcome.Failed)
            await RemoveFailureAsync(drop, cancellationToken);
        if (record.Finished)
            return;
        bool accepted = record.Outcome is DropOutcome.Accepted or DropOutcome.Superseded;
        await audit.WriteAsync(accepted ? "drop accepted" : $"drop {record.Outcome.ToString().ToLowerInvariant()}", $"{record.Feed}/{record.Id}", cancellationToken);
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

    // A duplicate's id begins with the id of the bytes, so all drops with the same bytes share one lease.
    private static string LeaseName(string feed, string id) => $"drop-{feed}-{id.Split('-')[0]}";

    private async Task<bool> HasStateAsync(RawDrop drop, CancellationToken cancellationToken) =>
        (await ledger.ListAsync(LedgerFeed(drop), cancellationToken)).Any(d => d.File == drop.File && d.ETag == drop.ETag && d.Outcome != DropOutcome.Failed);

    // A drop that failed and was ingested later must have one state and one receipt.
    private async Task RemoveFailureAsync(RawDrop drop, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(LedgerFeed(drop), VersionId(drop), cancellationToken) is not { Outcome: DropOutcome.Failed } failed)
            return;
        await receipts.RemoveAsync(failed.Feed, failed.Id, cancellationToken);
        await ledger.RemoveAsync(failed.Feed, failed.Id, cancellationToken);
    }

    // Finds the receipt to compare this drop with: for a replace feed, of the latest earlier quarter; otherwise, of the newest drop.
    private async Task<Receipt?> FindLastAsync(Feed feed, DropRecord[] others, DropReading reading, CancellationToken cancellationToken)
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
        if (FeedCatalogue.Default.Find(drop.Feed) is not { LoadMode: LoadMode.Replace })
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
        foreach (Quarter quarter in Reconciliation.QuartersOf(all).Where(q => q >= first && q <= last))
            await markers.RequestIfIdleAsync(quarter, cancellationToken);
    }

    private static Feed? FeedOf(RawDrop drop) => FeedCatalogue.Default.Find(drop.File[..Math.Max(drop.File.IndexOf('/', StringComparison.Ordinal), 0)]);

    /// <summary>The feed under which the ledger records a drop: the name of its folder, if there is such a feed.</summary>
    internal static string LedgerFeed(RawDrop drop) => FeedOf(drop)?.Name ?? ReceiptBuilder.UnknownFeed;

    private static ReceiptBuilder Builder(RawDrop drop, string id) => new(FeedOf(drop), id, drop.File, drop.Bytes, drop.Landed);

    /// <summary>An id from the drop's path and version, used if its bytes were not read or already have an id and a receipt.</summary>
    internal static string VersionId(RawDrop drop) => DropId.Compute(Encoding.UTF8.GetBytes($"{drop.File}\n{drop.ETag}"));
}
