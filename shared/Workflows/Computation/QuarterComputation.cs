namespace IncDiv.Workflows.Computation;

/// <summary>The second workflow. A marker names a quarter; its measures are computed, protected and stored as a draft. Only one process at a time writes a
/// quarter. If the marker changes during the computation, the quarter is computed again.</summary>
public sealed class QuarterComputation(WriterLeases leases, QuarterMarkers markers, EditionStorage editions, TimeProvider time)
{
    // The figures are stored after this many restarts, even if more drops keep arriving.
    private const int MaxRestarts = 5;

    private static readonly TimeSpan MaxRunTime = TimeSpan.FromMinutes(5);

    /// <summary>Computes every quarter that has a marker, earliest first. Only one process does this at a time. The others return as soon as they see that it
    /// is alive, so that their places in the host are free for drops. Nothing is lost: the markers remain, the host retries an invocation that crashed or
    /// failed, and a process that finishes re-announces the quarters that still wait.</summary>
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
        await using WriterLease? lease = await leases.AcquireOrWaitForExpiryAsync("computation", cancellationToken);
        if (lease is null)
            return false;
        long start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < MaxRunTime && (await markers.WaitingAsync(lease.Lost)).Order().ToArray() is [var first, ..])
            await ComputeAsync(first, lease.Lost);
        return true;
    }

    /// <summary>Computes the quarter if it has a marker.</summary>
    public async Task ComputeAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        await using WriterLease lease = await leases.AcquireAsync(quarter, cancellationToken);
        if (await markers.VersionAsync(quarter, lease.Lost) is not { } version)
            return;
        await markers.StartAsync(quarter, version, lease.Lost);
        using Telemetry.Step step = Telemetry.Begin("compute", quarter.ToString());
        PublishedFigures last = await editions.FindLastAsync(quarter, lease.Lost);
        ComputedMeasures computed = await editions.ComputeAsync(quarter, last, lease.Lost);
        // Drops often arrive together. Restarting here is cheap: protecting and storing the figures takes ten times as long as computing them.
        for (int restarts = 0; restarts < MaxRestarts && await markers.VersionAsync(quarter, lease.Lost) is { } newer && newer != version; restarts++)
        {
            await markers.StartAsync(quarter, newer, lease.Lost);
            // This removes the old version's start mark only: the marker itself has a newer version and remains.
            await markers.ClearAsync(quarter, version, lease.Lost);
            version = newer;
            computed = await editions.ComputeAsync(quarter, last, lease.Lost);
        }
        await editions.DraftAsync(quarter, computed, last, lease.Lost);
        await markers.ClearAsync(quarter, version, lease.Lost);
    }
}
