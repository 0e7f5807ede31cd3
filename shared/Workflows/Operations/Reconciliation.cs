namespace IncDiv.Workflows.Operations;

/// <summary>
/// Finds what no event announced: compares the raw drops with the ledger and takes in those that it lacks. A drop that landed a moment
/// ago is left to its own event. Drops that were left half-way are ended. Quarters that still wait to be computed are announced again.
/// </summary>
public sealed class Reconciliation(
    DropStore drops, DropLedger ledger, DropIntake intake, QuarterMarkers markers, HomePublication home, TimeProvider time, IOptions<PipelineOptions> options, ILogger<Reconciliation> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DropRecord> records = await ledger.ListAsync(null, cancellationToken);
        var faults = new List<Exception>();
        foreach (DropRecord unfinished in records.Where(d => d is { Finished: false, Outcome: not DropOutcome.Failed }))
            await TryAsync(intake.CompleteAsync(unfinished, cancellationToken), faults, cancellationToken);
        ILookup<(string, string), DropRecord> known = records.ToLookup(d => (d.File, d.ETag));
        DateTimeOffset newest = time.GetUtcNow().AddMinutes(-options.Value.EventsTakeMinutes);
        IReadOnlyList<RawDrop> raw = await drops.ListAsync(cancellationToken);
        foreach (RawDrop drop in raw.Where(d => !d.File.EndsWith(DropIntake.SidecarEnding, StringComparison.OrdinalIgnoreCase)))
        {
            DropRecord[] states = [.. known[(drop.File, drop.ETag)]];
            if (states.Length == 0 ? drop.Landed > newest : !Array.Exists(states, IsReplayed))
                continue;
            // Source teams choose the names of files: logs have ids.
            logger.LogWarning("{Feed}/{Version}, which landed at {Landed}, was not announced or is to be taken in again: taking it in now.", DropIntake.LedgerFeed(drop), DropIntake.VersionId(drop), drop.Landed);
            await TryAsync(intake.IngestAsync(drop.File, cancellationToken), faults, cancellationToken);
        }
        foreach (DropRecord drop in LateForTheirSidecars(raw).SelectMany(d => known[(d.File, d.ETag)]).Where(d => !IsReplayed(d)))
            logger.LogWarning("The sidecar of {Feed}/{Drop} landed after the drop and may not have been read. Have the drop exported again and dropped after its sidecar.", drop.Feed, drop.Id);
        foreach (Quarter quarter in await markers.WaitingAsync(cancellationToken))
            await markers.RequestAsync(quarter, cancellationToken);
        // The hourly moment at which the home page learns of the drops that came in.
        await home.RefreshAsync(cancellationToken);
        if (faults.Count > 0)
            throw new AggregateException("Some drops could not be taken in; they are tried again with the next run.", faults);
    }

    // A failed drop that is not finished is one that an operator replays.
    private static bool IsReplayed(DropRecord drop) => drop is { Finished: false, Outcome: DropOutcome.Failed };

    // One drop must not keep the others waiting: the run fails at its end.
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

    private static IEnumerable<RawDrop> LateForTheirSidecars(IReadOnlyList<RawDrop> raw) =>
        raw.Join(raw, d => d.File + DropIntake.SidecarEnding, s => s.File, (Drop, Sidecar) => (Drop, Sidecar), StringComparer.Ordinal)
            .Where(p => p.Sidecar.Landed > p.Drop.Landed).Select(p => p.Drop);

    /// <summary>The quarters for which a drop was accepted, in order of time.</summary>
    internal static IReadOnlyList<Quarter> QuartersOf(IEnumerable<DropRecord> ledger) =>
        [.. ledger.Where(d => d.Outcome == DropOutcome.Accepted).SelectMany(d => d.Quarters).Select(q => Quarter.Parse(q.Quarter)).Distinct().Order()];
}
