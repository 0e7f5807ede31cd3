namespace IncDiv.Workflows.Computation;

/// <summary>Pins the data on which published figures rest (disclosure.md 4.4).</summary>
public sealed class DataPins(WriterLeases leases, CuratedData data, PinStore pins, ReportingClock clock, ContractSet contracts)
{
    // A person who was erased leaves a vintage within this time (disclosure.md 4.4). Each day does it, a little before.
    private const int MonthsUntilErased = 11;

    // A quarter may be published a year late; no figure rests on data that is older then.
    private const int QuartersKept = MeasureEngine.QuartersNeeded + 4;

    /// <summary>Pins what the figures of a quarter rest on, unless it is pinned already. Only one process may call it at a time.</summary>
    /// <param name="source">The data from which the figures were computed.</param>
    /// <param name="feeds">Those whose figures are published.</param>
    public async Task PinAsync(Quarter quarter, CuratedSnapshot source, IReadOnlySet<string> feeds, CancellationToken cancellationToken)
    {
        foreach (Feed feed in contracts.Feeds.Feeds.Where(f => feeds.Contains(f.Name)))
            for (int back = 0; back < MeasureEngine.QuartersNeeded; back++)
                if (quarter.AddQuarters(-back) is var at && source.Has(feed.Name, at) && source.PinOf(feed, at) is null)
                    await PinAsync(feed, at, source, null, cancellationToken);
    }

    /// <summary>Takes people who were erased off vintages in time, and deletes vintages on which no figure rests any more.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        await using WriterLease lease = await leases.AcquireAsync(EditionStorage.Lease, cancellationToken);
        CuratedSnapshot snapshot = await data.SnapshotAsync(lease.Lost);
        Quarter oldest = Quarter.Containing(clock.Today).AddQuarters(-QuartersKept);
        foreach (((string name, Quarter quarter), Pin pin) in await pins.ListAsync(lease.Lost))
            if (quarter < oldest)
                await pins.RemoveAsync(name, quarter, lease.Lost);
            else if (pin.Erased?.AddMonths(MonthsUntilErased) <= clock.Today && contracts.Feeds.Find(name) is { } feed)
                // The same drops, whose curated files have lost the person: corrections since then stay outside.
                await PinAsync(feed, quarter, data.Of(snapshot.LedgerOf(feed, quarter)), pin, lease.Lost);
    }

    private async Task PinAsync(Feed feed, Quarter quarter, CuratedSnapshot source, Pin? replaced, CancellationToken cancellationToken)
    {
        await using FileStream file = TemporaryFile.Create();
        await using (RowWriter writer = await RowWriter.CreateWithoutPseudonymsAsync(feed, file, cancellationToken))
            await foreach (RowBatch batch in source.ReadAsync(feed, quarter, cancellationToken))
                if (batch.Count > 0)
                    await writer.WriteAsync(batch, cancellationToken);
        file.Position = 0;
        var pin = new Pin([.. source.LedgerOf(feed, quarter).Select(d => d.Id)], source.InvitedTo(feed, quarter), null);
        await pins.PutAsync(feed.Name, quarter, file, pin, replaced, cancellationToken);
    }
}
