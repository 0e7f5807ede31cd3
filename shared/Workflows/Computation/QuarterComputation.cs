namespace IncDiv.Workflows.Computation;

/// <summary>
/// The second story: a marker names a quarter, and its measures are computed, made safe and stored. One process at a time writes a
/// quarter; a marker that changes meanwhile is computed again.
/// </summary>
public sealed class QuarterComputation(
    PipelineStorage storage, DropLedger ledger, CuratedStore curated, BridgeStore bridges, MeasureStore measures, PackStore packs, QuarterMarkers markers, ReleaseControl control, AuditLog audit, TimeProvider time)
{
    // However many drops follow one another, the figures of those that are there come out.
    private const int MaxRestarts = 5;

    private static readonly TimeSpan MaxRunTime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Computes every quarter that a marker asks for, the earliest first. One process at a time does so, and the others give their places back to drops
    /// as soon as they see that it lives. Nothing is lost by that: their markers stay; the host fires again for who dies or fails; and who ends
    /// announces again what still waits, because its time was up or because somebody found it at work and went.
    /// </summary>
    public async Task ComputeWaitingAsync(CancellationToken cancellationToken)
    {
        if (!await ComputeWhileTimeAsync(cancellationToken))
            return;
        // Not before the lease is given back: whoever this fires must find it free.
        if ((await markers.WaitingAsync(cancellationToken)).Order().ToArray() is [var first, ..])
            await markers.RequestAsync(first, cancellationToken);
    }

    private async Task<bool> ComputeWhileTimeAsync(CancellationToken cancellationToken)
    {
        await using WriterLease? lease = await WriterLease.AcquireOrWaitForExpiryAsync(storage, "computation", time, cancellationToken);
        if (lease is null)
            return false;
        long start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < MaxRunTime && (await markers.WaitingAsync(lease.Lost)).Order().ToArray() is [var first, ..])
            await ComputeOneAsync(first, lease.Lost);
        return true;
    }

    /// <summary>Computes the quarter if a marker asks for it, after the earlier ones that wait.</summary>
    public async Task ComputeAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        // Sums of four quarters that are out before their quarters would leave those less room to hide in.
        foreach (Quarter earlier in (await markers.WaitingAsync(cancellationToken)).Where(q => q < quarter).Order())
            await ComputeOneAsync(earlier, cancellationToken);
        await ComputeOneAsync(quarter, cancellationToken);
    }

    /// <summary>The lease under which a quarter's measures and packs are written.</summary>
    internal static string LeaseName(Quarter quarter) => $"quarter-{quarter}";

    private async Task ComputeOneAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        await using WriterLease lease = await WriterLease.AcquireAsync(storage, LeaseName(quarter), time, cancellationToken);
        if (await markers.VersionAsync(quarter, lease.Lost) is not { } version)
            return;
        await markers.StartAsync(quarter, version, lease.Lost);
        using Telemetry.Step step = Telemetry.Begin("compute", quarter.ToString());
        IReadOnlyDictionary<int, string> written = await measures.VersionsAsync(quarter, lease.Lost);
        int published = (await packs.ListAsync(null, quarter, lease.Lost)).Select(p => p.Edition).DefaultIfEmpty(0).Max();
        IReadOnlyList<MeasureRow> last = await measures.FindAsync(quarter, published, lease.Lost) ?? [];
        IReadOnlyList<MeasureRow> computed = await ComputedAsync();
        // Drops come together. One that landed meanwhile joins now: protecting and storing the figures takes ten times as long as adding them up.
        for (int again = 0; again < MaxRestarts && await markers.VersionAsync(quarter, lease.Lost) is { } newer && newer != version; again++)
        {
            await markers.StartAsync(quarter, newer, lease.Lost);
            // The marker is of another version by now and stays.
            await markers.ClearAsync(quarter, version, lease.Lost);
            version = newer;
            computed = await ComputedAsync();
        }
        // From here on one quarter at a time: each must know what the others published.
        await using WriterLease alone = await WriterLease.AcquireAsync(storage, "disclosure", time, lease.Lost);
        if (await control.ProtectAsync(quarter, published, computed, last, alone.Lost) is not { } release)
        {
            await markers.ClearAsync(quarter, version, lease.Lost);
            return;
        }
        IReadOnlyList<MeasureRow> rows = release.Rows;
        IReadOnlyList<MeasureRow>? waiting = await measures.FindAsync(quarter, published + 1, lease.Lost);
        if (rows.SequenceEqual(last))
        {
            if (waiting is not null)
                await measures.WithdrawAsync(quarter, published + 1, alone.Lost);
            await control.WithdrawAsync(quarter, published + 1, alone.Lost);
        }
        else
        {
            rows = [.. rows.Select(r => r with { Edition = published + 1 })];
            if (waiting is null || !rows.SequenceEqual(waiting))
            {
                await control.KeepAsync(quarter, published + 1, release, alone.Lost);
                // Before the figures: an audit may say a thing twice, but must not miss one.
                await audit.WriteAsync("measures computed", $"{quarter}/{published + 1}", lease.Lost);
                using Telemetry.Step storing = Telemetry.Begin("store", quarter.ToString());
                await measures.PutAsync(quarter, published + 1, rows, written.GetValueOrDefault(published + 1), alone.Lost);
            }
        }
        await markers.ClearAsync(quarter, version, lease.Lost);

        async Task<IReadOnlyList<MeasureRow>> ComputedAsync()
        {
            using Telemetry.Step adding = Telemetry.Begin("measure", quarter.ToString());
            return await QuarterMeasures.ComputeAsync(new LedgerSource(curated, bridges, await ledger.ListAsync(null, lease.Lost)), quarter, published, lease.Lost);
        }
    }
}
