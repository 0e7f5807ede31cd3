namespace IncDiv.Workflows.Operations;

/// <summary>Withdraws BI microdata that held people who were erased, and notes in pinned vintages that somebody was.</summary>
public sealed class PublishedErasure(WriterLeases leases, MicrodataStore bi, PinStore pins, ReportingClock clock, AuditLog audit)
{
    /// <summary>The quarter's lease makes this wait for a publication that already read the rows, so its file is withdrawn, too.</summary>
    public async Task WithdrawAsync(Feed feed, Quarter quarter, CancellationToken cancellationToken)
    {
        await using WriterLease lease = await leases.AcquireAsync(quarter, cancellationToken);
        if (await bi.WithdrawAsync(feed.Name, quarter, lease.Lost))
            await audit.WriteAsync("microdata withdrawn", $"{feed.Name}/{quarter}", lease.Lost);
        // Publications of later quarters may be pinning this one.
        await using WriterLease pinning = await leases.AcquireAsync(EditionStorage.Lease, lease.Lost);
        await pins.MarkErasedAsync(feed.Name, quarter, clock.Today, pinning.Lost);
    }
}
