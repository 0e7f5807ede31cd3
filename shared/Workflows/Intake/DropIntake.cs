using IncDiv.Ingestion.Receipts;

namespace IncDiv.Workflows.Intake;

/// <summary>The first workflow. A drop is validated and anonymised, and gets a receipt. Every step can be repeated: names are derived from content, and the
/// ledger row and the quarter's marker are written last.</summary>
public sealed class DropIntake(
    WriterLeases leases, DropStore drops, DropLedger ledger, CuratedStore curated, CuratedIngestion ingestion, DropOutcomes outcomes, ContractSet contracts)
{
    /// <summary>The manifest's name is the drop's name followed by this suffix.</summary>
    public const string SidecarEnding = DropStore.SidecarEnding;

    /// <summary>Ingests the drop <paramref name="file"/> in the container <c>drops</c>. It does nothing if the blob is gone or is a sidecar.</summary>
    public async Task IngestAsync(string file, CancellationToken cancellationToken)
    {
        if (file.EndsWith(SidecarEnding, StringComparison.OrdinalIgnoreCase) || await drops.FindAsync(file, cancellationToken) is not { } drop)
            return;
        using Telemetry.Step step = Telemetry.Begin("ingest", outcomes.LedgerFeed(drop));
        await using FileStream content = TemporaryFile.Create();
        if (!await drops.DownloadAsync(drop, content, cancellationToken))
            return;
        content.Position = 0;
        await IngestAsync(drop, await DropId.ComputeAsync(content, cancellationToken), content, cancellationToken);
    }

    /// <summary>Completes a drop whose processing stopped after its ledger row was written. Its file may have been deleted or replaced since.</summary>
    public async Task CompleteAsync(DropRecord unfinished, CancellationToken cancellationToken)
    {
        await using WriterLease lease = await leases.AcquireAsync(LeaseName(unfinished.Feed, unfinished.Id), cancellationToken);
        if (await ledger.FindAsync(unfinished.Feed, unfinished.Id, lease.Lost) is { } record)
            await outcomes.CompleteAsync(new RawDrop(record.File, record.ETag, record.Landed, record.Bytes), record, lease.Lost);
    }

    /// <inheritdoc cref="DropOutcomes.LedgerFeed"/>
    internal string LedgerFeed(RawDrop drop) => outcomes.LedgerFeed(drop);

    private async Task IngestAsync(RawDrop drop, string id, FileStream content, CancellationToken cancellationToken)
    {
        Feed? feed = contracts.Feeds.Find(drop.Folder);
        string name = feed?.Name ?? ReceiptBuilder.UnknownFeed;
        await using IngestedDrop ingested = feed is null
            ? new IngestedDrop(DropReading.UnknownFeed(contracts.Feeds.Feeds.Select(f => f.Name)), null, [])
            : await ingestion.RunAsync(
                feed, drop.File, content, await drops.FindSidecarAsync(drop.File + SidecarEnding, cancellationToken), null, cancellationToken);
        DropReading reading = ingested.Reading;
        // If two drops with the same bytes land together, the lease makes one of them the duplicate.
        await using WriterLease lease = await leases.AcquireAsync(LeaseName(name, id), cancellationToken);
        DropRecord? earlier = await ledger.FindAsync(name, id, lease.Lost);
        bool isSameVersion = earlier is null || (earlier.File == drop.File && earlier.ETag == drop.ETag);
        string ownId = isSameVersion ? id : $"{id}-{DropOutcomes.VersionId(drop)[..8]}";
        if (earlier is { Outcome: DropOutcome.Accepted or DropOutcome.Superseded })
        {
            if (isSameVersion)
                await outcomes.CompleteAsync(drop, earlier, lease.Lost);
            else
                await outcomes.FinishAsync(drop, outcomes.Builder(drop, ownId).ForDuplicate(earlier.Id), DropReading.None, lease.Lost);
        }
        else if (reading.Quarantined)
        {
            content.Position = 0;
            await drops.CopyToQuarantineAsync(drop, id, content, lease.Lost);
            await outcomes.FinishAsync(drop, outcomes.Builder(drop, ownId).ForReading(reading), reading, lease.Lost);
        }
        else
        {
            DropRecord[] others = [.. (await ledger.ListAsync(feed!.Name, lease.Lost)).Where(d => d.Outcome == DropOutcome.Accepted && d.Id != id)];
            Receipt? last = await outcomes.FindLastAsync(feed, others, reading, lease.Lost);
            Receipt receipt = outcomes.Builder(drop, id).ForReading(reading, ingested.Profile, last, others.SelectMany(d => d.Quarters));
            foreach (CuratedPart part in ingested.Parts)
                await curated.PutAsync(feed.Name, part.Quarter, id, part.Content, lease.Lost);
            await outcomes.FinishAsync(drop, receipt, reading, lease.Lost);
        }
    }

    // A duplicate's id begins with the id of the bytes, so all drops with the same bytes share one lease.
    private static string LeaseName(string feed, string id) => $"drop-{feed}-{id.Split('-')[0]}";
}
