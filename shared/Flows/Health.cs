using IncDiv.Contracts;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.PackDefinitions;
using IncDiv.Contracts.Receipts;
using IncDiv.Storage.Curated;
using IncDiv.Storage.Ledger;
using IncDiv.Storage.Packs;
using IncDiv.Storage.Work;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IncDiv.Flows;

/// <param name="OldestWaitingMinutes">Age of the oldest drop that is not dealt with; null where none waits.</param>
/// <param name="FailedDrops">Ids of drops that wait for an operator, as <c>{feed}/{dropId}</c>.</param>
/// <param name="WaitingQuarters">Quarters that are to be computed.</param>
/// <param name="OverduePacks">Packs that are due and not published, as <c>{packId}/{quarter}</c>.</param>
public sealed record HealthReport(
    bool Healthy, int WaitingDrops, double? OldestWaitingMinutes, IReadOnlyList<string> FailedDrops, IReadOnlyList<string> WaitingQuarters, IReadOnlyList<string> OverduePacks);

/// <summary>Says, and logs, whether something waits that should not: counts, ids and ages, never content.</summary>
public sealed class Health(
    DropStore drops, DropLedger ledger, CuratedStore curated, BridgeStore bridges, PackStore packs, QuarterMarkers markers, TimeProvider time, IOptions<PipelineOptions> options,
    ILogger<Health> logger)
{
    // Two runs of the hourly reconciliation.
    private const double LongestWait = 120;

    public async Task<HealthReport> ReportAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DropRecord> records = await ledger.ListAsync(null, cancellationToken);
        var dealtWith = records.Where(d => d.Finished).Select(d => (d.File, d.ETag)).ToHashSet();
        RawDrop[] waiting =
        [
            .. (await drops.ListAsync(cancellationToken))
                .Where(d => !dealtWith.Contains((d.File, d.ETag)) && !d.File.EndsWith(DropIntake.SidecarEnding, StringComparison.OrdinalIgnoreCase)),
        ];
        double? oldest = waiting.Length == 0 ? null : Math.Round((time.GetUtcNow() - waiting.Min(d => d.Landed)).TotalMinutes, 1);
        string[] failed = [.. records.Where(d => d.Outcome == DropOutcome.Failed).Select(d => $"{d.Feed}/{d.Id}")];
        IReadOnlyList<string> overdue = await OverdueAsync(records, cancellationToken);
        // The alerts of infra/azure/modules/monitoring.bicep read these lines.
        if (oldest is { } minutes)
            logger.LogInformation("Health: oldest waiting drop {Minutes} minutes", minutes);
        foreach (string pack in overdue)
            logger.LogWarning("Health: pack overdue {Pack}", pack);
        var report = new HealthReport(
            failed.Length == 0 && overdue.Count == 0 && !(oldest > LongestWait), waiting.Length, oldest, failed,
            [.. (await markers.WaitingAsync(cancellationToken)).Select(q => q.ToString())], overdue);
        Telemetry.Health(report);
        return report;
    }

    private async Task<IReadOnlyList<string>> OverdueAsync(IReadOnlyList<DropRecord> records, CancellationToken cancellationToken)
    {
        var overdue = new List<string>();
        var source = new LedgerSource(curated, bridges, records);
        foreach (PackDefinition definition in PackCatalogue.Default.Packs)
            foreach (Quarter quarter in Reconciliation.QuartersOf(records))
            {
                bool complete = definition.RequiredFeeds.All(f => source.DropsOf(FeedCatalogue.Default.Find(f)!, quarter).Count > 0);
                // The timer fires daily: what became due yesterday is out by now.
                if (definition.Publication.IsDue(quarter, complete, options.Value.Today(time).AddDays(-1))
                    && (await packs.ListAsync(definition.Id, quarter, cancellationToken)).Count == 0
                    && records.Where(d => d.Covers(quarter)).All(d => d.Landed < time.GetUtcNow().AddDays(-1)))
                    overdue.Add($"{definition.Id}/{quarter}");
            }
        return overdue;
    }
}
