namespace IncDiv.Workflows.Notices;

/// <summary>
/// Tells SIDU that packs are out and stewards that feeds are missing. Each notice is told once; what could not be told is tried again at
/// the next run. A notice whose record was lost in a crash is told twice, never not at all.
/// </summary>
public sealed class PackDelivery(
    PipelineStorage storage, DropLedger ledger, CuratedStore curated, BridgeStore bridges, PackStore packs, NoticeMarkers told, AuditLog audit, TimeProvider time,
    IEnumerable<INoticeChannel> channels, IOptions<DeliveryOptions> options, IOptions<PipelineOptions> pipeline, ILogger<PackDelivery> logger)
{
    private const string LeaseName = "delivery";

    /// <summary>Tells what is to be told today and was not yet. A notice that cannot be told stops no other.</summary>
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
            foreach (INoticeChannel channel in channels.Where(c => c.Takes(notice)))
                await TellAsync(notice, channel, lease.Lost);
    }

    private async Task TellAsync(Notice notice, INoticeChannel channel, CancellationToken cancellationToken)
    {
        string key = $"{channel.Name}/{notice.Key}";
        if (await told.HasAsync(key, cancellationToken))
            return;
        try
        {
            await channel.SendAsync(notice, cancellationToken);
        }
        catch (DeliveryException e)
        {
            // Without the inner exception: it may hold an address.
            logger.LogError("{Notice} was not told: {Reason} It is tried again at the next run.", key, e.Message);
            await audit.WriteAsync("notice failed", key, cancellationToken);
            return;
        }
        await told.AddAsync(key, cancellationToken);
        await audit.WriteAsync("notice sent", key, cancellationToken);
    }
}
