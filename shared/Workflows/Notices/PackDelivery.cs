namespace IncDiv.Workflows.Notices;

/// <summary>Notifies SIDU of published packs, and stewards of missing feeds. Each notice is sent once. A notice that could not be sent is retried at the next
/// run. After a crash a notice may be sent twice, but none is lost.</summary>
public sealed class PackDelivery(
    WriterLeases leases, CuratedData data, PackStore packs, NoticeSender sender, ReportingClock clock, ContractSet contracts, IOptions<DeliveryOptions> options)
{
    private const string LeaseName = "delivery";

    /// <summary>Sends the notices that are due today and have not been sent. A notice that fails does not stop the others.</summary>
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        await using WriterLease lease = await leases.AcquireAsync(LeaseName, cancellationToken);
        CuratedSnapshot snapshot = await data.SnapshotAsync(lease.Lost);
        Notice[] notices =
        [
            .. NoticeRules.Packs(await packs.ListAsync(lease.Lost), contracts.Packs, options.Value, clock.Now),
            .. NoticeRules.MissingFeeds(contracts.Packs.Packs, options.Value, clock.Today, snapshot.Has),
        ];
        foreach (Notice notice in notices)
            await sender.SendAsync(notice, lease.Lost);
    }
}

/// <summary>Sends a notice once over each channel that accepts it.</summary>
public sealed class NoticeSender(NoticeMarkers sent, AuditLog audit, IEnumerable<INoticeChannel> channels, ILogger<NoticeSender> logger)
{
    /// <summary>Sends the notice over the channels that have not sent it yet. A failure is logged and audited.</summary>
    public async Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        foreach (INoticeChannel channel in channels.Where(c => c.Accepts(notice)))
            await SendOnceAsync(notice, channel, cancellationToken);
    }

    private async Task SendOnceAsync(Notice notice, INoticeChannel channel, CancellationToken cancellationToken)
    {
        string key = $"{channel.Name}/{notice.Key}";
        if (await sent.HasAsync(key, cancellationToken))
            return;
        try
        {
            await channel.SendAsync(notice, cancellationToken);
        }
        catch (DeliveryException e)
        {
            // The inner exception is not logged because it may hold an address.
            logger.LogError("The notice {Notice} was not sent: {Reason} It is sent again at the next run.", key, e.Message);
            await audit.WriteAsync("notice failed", key, cancellationToken);
            return;
        }
        await sent.AddAsync(key, cancellationToken);
        await audit.WriteAsync("notice sent", key, cancellationToken);
    }
}
