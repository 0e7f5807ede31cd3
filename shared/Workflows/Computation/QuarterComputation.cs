namespace IncDiv.Workflows.Computation;

/// <summary>
/// The second workflow. A marker names a quarter; its measures are computed, protected and stored. Only one process at a time writes a
/// quarter. If the marker changes during the computation, the quarter is computed again.
/// </summary>
public sealed class QuarterComputation(
    PipelineStorage storage, DropLedger ledger, CuratedStore curated, BridgeStore bridges, MeasureStore measures, PackStore packs, QuarterMarkers markers, ReleaseControl control, AuditLog audit, TimeProvider time)
{
    // The figures are stored after this many restarts, even if more drops keep arriving.
    private const int MaxRestarts = 5;

    private static readonly TimeSpan MaxRunTime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Computes every quarter that has a marker, earliest first. Only one process does this at a time. The others return as soon as they see that it is
    /// alive, so that their places in the host are free for drops. Nothing is lost: the markers remain, the host retries an invocation that crashed or
    /// failed, and a process that finishes re-announces the quarters that still wait.
    /// </summary>
    public async Task ComputeWaitingAsync(CancellationToken cancellationToken)
    {
        if (!await ComputeWithinTimeLimitAsync(cancellationToken))
            return;
        // The lease must be released first: the invocation that this triggers has to acquire it.
        if ((await markers.WaitingAsync(cancellationToken)).Order().ToArray() is [var first, ..])
            await markers.RequestAsync(first, cancellationToken);
    }

    private async Task<bool> ComputeWithinTimeLimitAsync(CancellationToken cancellationToken)
    {
        await using WriterLease? lease = await WriterLease.AcquireOrWaitForExpiryAsync(storage, "computation", time, cancellationToken);
        if (lease is null)
            return false;
        long start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < MaxRunTime && (await markers.WaitingAsync(lease.Lost)).Order().ToArray() is [var first, ..])
            await ComputeOneAsync(first, lease.Lost);
        return true;
    }

    /// <summary>Computes the quarter if it has a marker, after the earlier quarters that wait.</summary>
    public async Task ComputeAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        // If the sums of four quarters were published first, they would make the single quarters harder to protect.
        foreach (Quarter earlier in (await markers.WaitingAsync(cancellationToken)).Where(q => q < quarter).Order())
            await ComputeOneAsync(earlier, cancellationToken);
        await ComputeOneAsync(quarter, cancellationToken);
    }

    /// <summary>The name of the lease that protects a quarter's measures and packs.</summary>
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
        IReadOnlyList<MeasureRow> computed = await ComputeMeasuresAsync();
        // Drops often arrive together. Restarting here is cheap: protecting and storing the figures takes ten times as long as computing them.
        for (int restarts = 0; restarts < MaxRestarts && await markers.VersionAsync(quarter, lease.Lost) is { } newer && newer != version; restarts++)
        {
            await markers.StartAsync(quarter, newer, lease.Lost);
            // This removes the old version's start mark only: the marker itself has a newer version and remains.
            await markers.ClearAsync(quarter, version, lease.Lost);
            version = newer;
            computed = await ComputeMeasuresAsync();
        }
        // Quarters are protected one at a time, because each needs to know what the others published.
        await using WriterLease disclosureLease = await WriterLease.AcquireAsync(storage, "disclosure", time, lease.Lost);
        if (await control.ProtectAsync(quarter, published, computed, last, disclosureLease.Lost) is not { } release)
        {
            await markers.ClearAsync(quarter, version, lease.Lost);
            return;
        }
        IReadOnlyList<MeasureRow> rows = release.Rows;
        IReadOnlyList<MeasureRow>? unpublished = await measures.FindAsync(quarter, published + 1, lease.Lost);
        if (rows.SequenceEqual(last))
        {
            if (unpublished is not null)
                await measures.WithdrawAsync(quarter, published + 1, disclosureLease.Lost);
            await control.WithdrawAsync(quarter, published + 1, disclosureLease.Lost);
        }
        else
        {
            rows = [.. rows.Select(r => r with { Edition = published + 1 })];
            if (unpublished is null || !rows.SequenceEqual(unpublished))
            {
                await control.SaveAsync(quarter, published + 1, release, disclosureLease.Lost);
                // The audit row is written first: a repeated row is acceptable, a missing one is not.
                await audit.WriteAsync("measures computed", $"{quarter}/{published + 1}", lease.Lost);
                using Telemetry.Step storing = Telemetry.Begin("store", quarter.ToString());
                await measures.PutAsync(quarter, published + 1, rows, written.GetValueOrDefault(published + 1), disclosureLease.Lost);
            }
        }
        await markers.ClearAsync(quarter, version, lease.Lost);

        async Task<IReadOnlyList<MeasureRow>> ComputeMeasuresAsync()
        {
            using Telemetry.Step measuring = Telemetry.Begin("measure", quarter.ToString());
            return await QuarterMeasures.ComputeAsync(new LedgerSource(curated, bridges, await ledger.ListAsync(null, lease.Lost)), quarter, published, lease.Lost);
        }
    }
}
