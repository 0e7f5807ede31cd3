namespace IncDiv.Workflows.Operations;

/// <summary>Makes up for lost events. It compares the raw drops with the ledger and ingests those that the ledger lacks. A drop that landed recently is left to
/// its own event. Drops that were left unfinished are completed. Quarters that still wait to be computed are announced again.</summary>
public sealed class Reconciliation(
    DropStore drops, DropLedger ledger, DropIntake intake, QuarterMarkers markers, HomePublication home, ReportingClock clock, ILogger<Reconciliation> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DropRecord> records = await ledger.ListAsync(null, cancellationToken);
        var faults = new List<Exception>();
        foreach (DropRecord unfinished in records.Where(d => d is { Finished: false, Outcome: not DropOutcome.Failed }))
            await TryAsync(intake.CompleteAsync(unfinished, cancellationToken), faults, cancellationToken);
        ILookup<(string, string), DropRecord> known = records.ToLookup(d => (d.File, d.ETag));
        DateTimeOffset newest = clock.EventsArrivedUntil;
        IReadOnlyList<RawDrop> raw = await drops.ListAsync(cancellationToken);
        foreach (RawDrop drop in raw.Where(d => !d.IsSidecar))
        {
            DropRecord[] states = [.. known[(drop.File, drop.ETag)]];
            if (states.Length == 0 ? drop.Landed > newest : !Array.Exists(states, IsReplayed))
                continue;
            // Source teams choose file names, so logs hold ids only.
            logger.LogWarning(
                "{Feed}/{Version}, which landed at {Landed}, was not announced or is to be replayed: it is being ingested now.",
                intake.LedgerFeed(drop), DropOutcomes.VersionId(drop), drop.Landed);
            await TryAsync(intake.IngestAsync(drop.File, cancellationToken), faults, cancellationToken);
        }
        foreach (DropRecord drop in DropsBeforeTheirSidecars(raw).SelectMany(d => known[(d.File, d.ETag)]).Where(d => !IsReplayed(d)))
            logger.LogWarning(
                "The sidecar of {Feed}/{Drop} landed after the drop and may not have been read. Have the drop exported again and dropped after its sidecar.",
                drop.Feed, drop.Id);
        foreach (Quarter quarter in await markers.WaitingAsync(cancellationToken))
            await markers.RequestAsync(quarter, cancellationToken);
        // The hourly run also updates the home page with newly ingested drops.
        await home.RefreshAsync(cancellationToken);
        if (faults.Count > 0)
            throw new AggregateException("Some drops could not be ingested. They are tried again in the next run.", faults);
    }

    // An operator's replay leaves a failed drop unfinished.
    private static bool IsReplayed(DropRecord drop) => drop is { Finished: false, Outcome: DropOutcome.Failed };

    // A failed drop must not stop the others, so faults are collected and thrown at the end of the run.
    private static async Task TryAsync(Task work, List<Exception> faults, CancellationToken cancellationToken)
    {
        try
        {
            await work;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            faults.Add(e);
        }
    }

    private static IEnumerable<RawDrop> DropsBeforeTheirSidecars(IReadOnlyList<RawDrop> raw) =>
        raw.Join(raw, d => d.File + DropStore.SidecarEnding, s => s.File, (Drop, Sidecar) => (Drop, Sidecar), StringComparer.Ordinal)
            .Where(p => p.Sidecar.Landed > p.Drop.Landed).Select(p => p.Drop);
}
