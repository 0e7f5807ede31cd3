namespace IncDiv.Workflows.Operations;

/// <summary>What an erasure means for figures and files made of the rows: BI microdata are withdrawn, pinned vintages note that somebody was erased, and drafts
/// are computed again.</summary>
public sealed class PublishedErasure(
    WriterLeases leases, MicrodataStore bi, PinStore pins, DropLedger ledger, QuarterMarkers markers, ReportingClock clock, AuditLog audit)
{
    /// <param name="quarters">Those that had the rows.</param>
    public async Task FollowAsync(Feed feed, IReadOnlySet<Quarter> quarters, CancellationToken cancellationToken)
    {
        foreach (Quarter quarter in quarters)
            await WithdrawAsync(feed, quarter, cancellationToken);
        if (quarters.Count > 0)
            foreach (Quarter quarter in CuratedSnapshot.QuartersOf(await ledger.ListAsync(null, cancellationToken)).Where(q => q >= quarters.Min()))
                await markers.RequestAsync(quarter, cancellationToken);
    }

    // The quarter's lease makes this wait for a publication that already read the rows, so its file is withdrawn, too.
    private async Task WithdrawAsync(Feed feed, Quarter quarter, CancellationToken cancellationToken)
    {
        await using WriterLease lease = await leases.AcquireAsync(quarter, cancellationToken);
        if (await bi.WithdrawAsync(feed.Name, quarter, lease.Lost))
            await audit.WriteAsync("microdata withdrawn", $"{feed.Name}/{quarter}", lease.Lost);
        // Publications of later quarters may be pinning this one.
        await using WriterLease pinning = await leases.AcquireAsync(EditionStorage.Lease, lease.Lost);
        await pins.MarkErasedAsync(feed.Name, quarter, clock.Today, pinning.Lost);
    }
}
