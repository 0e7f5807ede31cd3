namespace IncDiv.Workflows.Operations;

/// <param name="OldestWaitingMinutes">Age of the oldest unprocessed drop; null if there is none.</param>
/// <param name="FailedDrops">Ids of drops that need an operator, as <c>{feed}/{dropId}</c>.</param>
/// <param name="WaitingQuarters">Quarters that wait to be computed.</param>
/// <param name="OldestQuarterMinutes">How long the oldest of them has waited; null if none waits.</param>
/// <param name="OverduePacks">Packs that are due but not published, as <c>{packId}/{quarter}</c>.</param>
/// <param name="NotUsed">Accepted drops that came in after figures of their feed and quarter were published, as <c>{feed}/{dropId}/{quarter}</c>: published
/// figures stay as they are, and later ones rest on the same data. That is a result, not a fault.</param>
/// <param name="Withheld">Feeds and tables that the newest figures of a quarter withhold to protect people. That is a result, not a fault.</param>
public sealed record HealthReport(
    bool Healthy, int WaitingDrops, double? OldestWaitingMinutes, IReadOnlyList<string> FailedDrops, IReadOnlyList<string> WaitingQuarters,
    double? OldestQuarterMinutes, IReadOnlyList<string> OverduePacks, IReadOnlyList<string> NotUsed, IReadOnlyList<string> Withheld);

/// <summary>Reports and logs whether drops, quarters or packs are late. The report holds counts, ids and ages, never content.</summary>
public sealed class Health(
    DropStore drops, CuratedData data, QuarterMarkers markers, OverduePacks overduePacks, DisclosureStore disclosure, ReportingClock clock,
    ILogger<Health> logger)
{
    // In minutes: two runs of the hourly reconciliation.
    private const double MaxWait = 120;

    public async Task<HealthReport> ReportAsync(CancellationToken cancellationToken)
    {
        CuratedSnapshot snapshot = await data.SnapshotAsync(cancellationToken);
        IReadOnlyList<DropRecord> records = snapshot.Ledger;
        var finished = records.Where(d => d.Finished).Select(d => (d.File, d.ETag)).ToHashSet();
        RawDrop[] waiting = [.. (await drops.ListAsync(cancellationToken)).Where(d => !finished.Contains((d.File, d.ETag)) && !d.IsSidecar)];
        double? oldest = Minutes(waiting.Select(d => d.Landed));
        IReadOnlyList<Quarter> quarters = await markers.WaitingAsync(cancellationToken);
        var requested = new List<DateTimeOffset>();
        foreach (Quarter quarter in quarters)
            if (await markers.SinceAsync(quarter, cancellationToken) is { } since)
                requested.Add(since);
        double? oldestQuarter = Minutes(requested);
        string[] failed = [.. records.Where(d => d.Outcome == DropOutcome.Failed).Select(d => $"{d.Feed}/{d.Id}")];
        IReadOnlyList<string> overdue = await overduePacks.ListAsync(records, cancellationToken);
        // The alerts of infra/azure/modules/monitoring.bicep match these lines.
        if (oldest is { } minutes)
            logger.LogInformation("Health: oldest waiting drop {Minutes} minutes", minutes);
        foreach (string pack in overdue)
            logger.LogWarning("Health: pack overdue {Pack}", pack);
        var report = new HealthReport(
            failed.Length == 0 && overdue.Count == 0 && !(oldest > MaxWait) && !(oldestQuarter > MaxWait), waiting.Length, oldest, failed,
            [.. quarters.Select(q => q.ToString())], oldestQuarter, overdue,
            [.. snapshot.NotUsed().Select(d => $"{d.Drop.Feed}/{d.Drop.Id}/{d.Quarter}")],
            [.. (await disclosure.ListWithheldAsync(cancellationToken)).Select(w => w.ToString())]);
        Telemetry.Health(report);
        return report;
    }

    private double? Minutes(IEnumerable<DateTimeOffset> times) =>
        times.Select(t => (DateTimeOffset?)t).Min() is { } first ? Math.Round((clock.Now - first).TotalMinutes, 1) : null;
}

/// <summary>Packs that were due and complete yesterday and are not published.</summary>
public sealed class OverduePacks(CuratedData data, PackStore packs, ReportingClock clock, ContractSet contracts)
{
    /// <returns>As <c>{packId}/{quarter}</c>.</returns>
    public async Task<IReadOnlyList<string>> ListAsync(IReadOnlyList<DropRecord> ledger, CancellationToken cancellationToken)
    {
        var overdue = new List<string>();
        // The timer fires daily, so a pack that was due and complete yesterday must be published by now. Drops that were superseded since existed then.
        DropRecord[] records =
        [
            .. ledger.Where(d => d.Landed < clock.Now.AddDays(-1))
                .Select(d => d.Outcome == DropOutcome.Superseded ? d with { Outcome = DropOutcome.Accepted } : d),
        ];
        CuratedSnapshot source = data.Of(records);
        foreach (PackDefinition definition in contracts.Packs.Packs)
            foreach (Quarter quarter in source.Quarters)
            {
                if (clock.IsDue(definition, quarter, source.IsComplete(definition, quarter), daysAgo: 1)
                    && (await packs.ListAsync(definition.Id, quarter, cancellationToken)).Count == 0)
                    overdue.Add($"{definition.Id}/{quarter}");
            }
        return overdue;
    }
}
