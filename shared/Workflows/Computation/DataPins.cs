namespace IncDiv.Workflows.Computation;

/// <summary>Pins the data on which published figures rest (disclosure.md 4.4). Only one process may call it at a time.</summary>
public sealed class DataPins(CuratedData data, PinStore pins, ReportingClock clock, ContractSet contracts)
{
    // A person who was erased leaves a vintage within this time (disclosure.md 4.4).
    private const int MonthsUntilErased = 12;

    /// <summary>Pins what the figures of a quarter rest on, unless it is pinned already.</summary>
    /// <param name="feeds">Those whose figures are published.</param>
    /// <returns>The data as the figures must be computed from it.</returns>
    public async Task<CuratedSnapshot> PinAsync(Quarter quarter, IReadOnlySet<string> feeds, CancellationToken cancellationToken)
    {
        CuratedSnapshot snapshot = await data.SnapshotAsync(cancellationToken);
        CuratedSnapshot current = data.Of(snapshot.Ledger);
        foreach (Feed feed in contracts.Feeds.Feeds.Where(f => feeds.Contains(f.Name)))
            for (int back = 0; back < MeasureEngine.QuartersNeeded; back++)
                if (quarter.AddQuarters(-back) is var at && current.Has(feed.Name, at) && snapshot.PinOf(feed, at) is var pin && IsDue(pin))
                    await PinAsync(feed, at, current, pin, cancellationToken);
        return await data.SnapshotAsync(cancellationToken);
    }

    private bool IsDue(Pin? pin) => pin is null || pin.Erased?.AddMonths(MonthsUntilErased) <= clock.Today;

    private async Task PinAsync(Feed feed, Quarter quarter, CuratedSnapshot current, Pin? replaced, CancellationToken cancellationToken)
    {
        await using FileStream file = TemporaryFile.Create();
        await using (RowWriter writer = await RowWriter.CreateWithoutPseudonymsAsync(feed, file, cancellationToken))
            await foreach (RowBatch batch in current.ReadAsync(feed, quarter, cancellationToken))
                if (batch.Count > 0)
                    await writer.WriteAsync(batch, cancellationToken);
        file.Position = 0;
        var pin = new Pin([.. current.LedgerOf(feed, quarter).Select(d => d.Id)], current.InvitedTo(feed, quarter), null);
        await pins.PutAsync(feed.Name, quarter, file, pin, replaced, cancellationToken);
    }
}
