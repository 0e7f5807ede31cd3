using IncDiv.Contracts;
using IncDiv.Contracts.Receipts;
using IncDiv.Storage.Ledger;
using IncDiv.Storage.Work;
using Microsoft.Extensions.Logging;

namespace IncDiv.Flows;

/// <summary>
/// Finds what no event announced: compares the raw drops with the ledger and takes in those that it lacks. A drop that landed a moment
/// ago is left to its own event. Quarters that still wait to be computed are announced again.
/// </summary>
public sealed class Reconciliation(
    DropStore drops, DropLedger ledger, DropIntake intake, QuarterMarkers markers, HomePublication home, TimeProvider time, ILogger<Reconciliation> logger)
{
    private static readonly TimeSpan EventsTake = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A quarantined drop that still lies there was left half-way: it is taken in again.
        var settled = (await ledger.ListAsync(null, cancellationToken))
            .Where(d => d.Outcome != DropOutcome.Quarantined)
            .Select(d => (d.File, d.ETag)).ToHashSet();
        DateTimeOffset newest = time.GetUtcNow() - EventsTake;
        IReadOnlyList<RawDrop> raw = await drops.ListAsync(cancellationToken);
        foreach (RawDrop drop in raw)
        {
            if (drop.Landed > newest || settled.Contains((drop.File, drop.ETag)) || drop.File.EndsWith(DropIntake.SidecarEnding, StringComparison.OrdinalIgnoreCase))
                continue;
            logger.LogWarning("No event announced {Drop}, which landed at {Landed}: taking it in now.", drop.File, drop.Landed);
            await intake.TakeInAsync(drop.File, cancellationToken);
        }
        foreach (RawDrop drop in LateForTheirSidecars(raw).Where(d => settled.Contains((d.File, d.ETag))))
            logger.LogWarning("The sidecar of {Drop} landed after the drop and may not have been read. Have the drop exported again and dropped after its sidecar.", drop.File);
        foreach (Quarter quarter in await markers.WaitingAsync(cancellationToken))
            await markers.RaiseAsync(quarter, cancellationToken);
        // The hourly moment at which the home page learns of the drops that came in.
        await home.RefreshAsync(cancellationToken);
    }

    private static IEnumerable<RawDrop> LateForTheirSidecars(IReadOnlyList<RawDrop> raw) =>
        raw.Join(raw, d => d.File + DropIntake.SidecarEnding, s => s.File, (Drop, Sidecar) => (Drop, Sidecar), StringComparer.Ordinal)
            .Where(p => p.Sidecar.Landed > p.Drop.Landed).Select(p => p.Drop);

    /// <summary>The quarters for which a drop was accepted, in order of time.</summary>
    internal static IReadOnlyList<Quarter> QuartersOf(IEnumerable<DropRecord> ledger) =>
        [.. ledger.Where(d => d.Outcome == DropOutcome.Accepted).SelectMany(d => d.Quarters).Select(q => Quarter.Parse(q.Quarter)).Distinct().Order()];
}
