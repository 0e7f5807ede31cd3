namespace IncDiv.Workflows.Computation;

/// <summary>The figures of a quarter that were published last.</summary>
/// <param name="Edition">0 if none was published.</param>
/// <param name="Versions">The versions in storage of all editions of the quarter, published or not.</param>
public sealed record PublishedFigures(int Edition, IReadOnlyList<MeasureRow> Rows, IReadOnlyDictionary<int, string> Versions);

/// <summary>Protects the computed figures of a quarter and stores them as its next edition.</summary>
public sealed class EditionStorage(WriterLeases leases, MeasureStore measures, PackStore packs, ReleaseControl control, AuditLog audit)
{
    public async Task<PublishedFigures> FindLastAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<int, string> versions = await measures.VersionsAsync(quarter, cancellationToken);
        int published = (await packs.ListAsync(null, quarter, cancellationToken)).Select(p => p.Edition).DefaultIfEmpty(0).Max();
        return new PublishedFigures(published, await measures.FindAsync(quarter, published, cancellationToken) ?? [], versions);
    }

    /// <summary>Stores what may be released of the computed figures, unless it is already published or stored.</summary>
    /// <param name="last">The last published figures, found before the figures were computed.</param>
    public async Task StoreAsync(Quarter quarter, ComputedMeasures computed, PublishedFigures last, CancellationToken cancellationToken)
    {
        // Quarters are protected one at a time, because each needs to know what the others published.
        await using WriterLease lease = await leases.AcquireAsync("disclosure", cancellationToken);
        ReleaseControl.Release release = await control.ProtectAsync(quarter, last.Edition, computed, last.Rows, lease.Lost);
        int next = last.Edition + 1;
        IReadOnlyList<MeasureRow> rows = release.Rows;
        IReadOnlyList<MeasureRow>? unpublished = await measures.FindAsync(quarter, next, cancellationToken);
        if (rows.SequenceEqual(last.Rows))
        {
            if (unpublished is not null)
                await measures.WithdrawAsync(quarter, next, lease.Lost);
            await control.WithdrawAsync(quarter, next, lease.Lost);
            return;
        }
        rows = [.. rows.Select(r => r with { Edition = next })];
        // Counts may have moved where no printed figure has, so the ledger is saved in any case.
        await control.SaveAsync(quarter, next, release, lease.Lost);
        if (unpublished is not null && rows.SequenceEqual(unpublished))
            return;
        // The audit row is written first: a repeated row is acceptable, a missing one is not.
        await audit.WriteAsync("measures computed", $"{quarter}/{next}", lease.Lost);
        using Telemetry.Step storing = Telemetry.Begin("store", quarter.ToString());
        await measures.PutAsync(quarter, next, rows, last.Versions.GetValueOrDefault(next), lease.Lost);
    }
}
