namespace IncDiv.Workflows.Notices;

/// <summary>
/// Notifies SIDU of published packs, and stewards of missing feeds. Each notice is sent once. A notice that could not be sent is retried at
/// the next run. After a crash a notice may be sent twice, but none is lost.
/// </summary>
public sealed class PackDelivery(
    PipelineStorage storage, DropLedger ledger, CuratedStore curated, BridgeStore bridges, PackStore packs, NoticeMarkers sent, AuditLog audit, TimeProvider time,
    IEnumerable<INoticeChannel> channels, IOptions<DeliveryOptions> options, IOptions<PipelineOptions> pipeline, ILogger<PackDelivery> logger)
{
    private const string LeaseName = "delivery";

    /// <summary>Sends the notices that are due today and have not been sent. A notice that fails does not stop the others.</summary>
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        await using WriterLease lease = await WriterLease.AcquireAsync(storage, LeaseName, time, cancellationToken);
        var source = new LedgerSource(curated, bridges, await ledger.ListAsync(null, lease.Lost));
        Notice[] notices =
        [
            .. NoticeRules.Packs(await packs.ListAsync(lease.Lost), options.Value, time.GetUtcNow()),
            .. NoticeRules.MissingFeeds(PackCatalogue.Default.Packs, options.Value, pipeline.Value.Today(time), source.Has),
        ];
        foreach (Notice notice in notices)
            foreach (INoticeChannel channel in channels.Where(c => c.Accepts(notice)))
                await SendOnceAsync(notice, channel, lease.Lost);
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
