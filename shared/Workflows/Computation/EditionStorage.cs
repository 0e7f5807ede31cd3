using Azure;

namespace IncDiv.Workflows.Computation;

/// <summary>The figures of a quarter that were published last.</summary>
/// <param name="Edition">0 if none was published.</param>
public sealed record PublishedFigures(int Edition, IReadOnlyList<MeasureRow> Rows)
{
    private readonly HashSet<string> _feeds = [.. Rows.Where(IsOfItsQuarter).Select(r => r.Feed)];

    /// <summary>Whether figures about data of the feed in the quarter are published, or were withheld. They stay as they are: what moved in a further edition
    /// would show whose records changed (disclosure.md 4.4).</summary>
    public bool Has(string feed) => _feeds.Contains(feed);

    /// <summary>Whether the row has a figure, or hides one, that is not of a wave carried forward.</summary>
    public static bool IsOfItsQuarter(MeasureRow row) =>
        (row.Value is not null || row.N is not null || row.Symbol.HasFlag(Symbols.Suppressed)) && row.PeriodEnd >= Quarter.Parse(row.Quarter).FirstDay;
}

/// <summary>Protects the figures of a quarter and stores them: as a draft, which binds nothing, and as an edition, which is published.</summary>
public sealed class EditionStorage(
    WriterLeases leases, CuratedData data, DataPins pins, MeasureStore measures, ReleaseControl control, ContractSet contracts, AuditLog audit)
{
    /// <summary>The lease under which figures are protected and published, and data is pinned.</summary>
    internal const string Lease = "disclosure";

    public async Task<PublishedFigures> FindLastAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        int edition = await measures.NewestAsync(quarter, cancellationToken);
        return new PublishedFigures(edition, edition == 0 ? [] : (await measures.FindAsync(quarter, edition, cancellationToken))!);
    }

    /// <summary>Computes the figures of a quarter, unsuppressed, from the data as it is now.</summary>
    public async Task<ComputedMeasures> ComputeAsync(Quarter quarter, PublishedFigures last, CancellationToken cancellationToken)
    {
        using Telemetry.Step measuring = Telemetry.Begin("measure", quarter.ToString());
        return await ComputeAsync(quarter, last, await data.SnapshotAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Stores as a draft what may be released of computed figures of feeds that are not published yet, unless it is stored already.</summary>
    /// <param name="last">The last published figures, found before the figures were computed.</param>
    public async Task DraftAsync(Quarter quarter, ComputedMeasures computed, PublishedFigures last, CancellationToken cancellationToken)
    {
        // Quarters are protected one at a time, because each needs to know what the others published.
        await using WriterLease lease = await leases.AcquireAsync(Lease, cancellationToken);
        ComputedMeasures unpublished = Unpublished(computed, last);
        if (unpublished.Rows.Count == 0)
        {
            await control.RemoveDraftAsync(quarter, lease.Lost);
            return;
        }
        ReleaseControl.Release release = await control.ProtectAsync(quarter, unpublished, Kept(last), lease.Lost);
        // What an edition withholds stays reported until the next one is published.
        if (last.Edition == 0)
            await control.ReportAsync(quarter, release, lease.Lost);
        if (await measures.FindDraftAsync(quarter, lease.Lost) is { } drafted && release.Rows.SequenceEqual(drafted))
            return;
        // The audit row is written first: a repeated row is acceptable, a missing one is not.
        await audit.WriteAsync("measures computed", $"{quarter}/{last.Edition + 1}", lease.Lost);
        using Telemetry.Step storing = Telemetry.Begin("store", quarter.ToString());
        await control.SaveDraftAsync(quarter, release, lease.Lost);
    }

    /// <summary>Publishes the draft of a quarter, if there is one, as its next edition, computed once more from data that is pinned with it. Rows of feeds that
    /// are published already stay as they are.</summary>
    public async Task PublishDraftAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        // Drafts are written under the quarter's lease, which the caller holds.
        if (!await measures.HasDraftAsync(quarter, cancellationToken))
            return;
        await using WriterLease lease = await leases.AcquireAsync(Lease, cancellationToken);
        PublishedFigures last = await FindLastAsync(quarter, lease.Lost);
        int next = last.Edition + 1;
        ETag? version = await control.VersionAsync(quarter, next, lease.Lost);
        CuratedSnapshot source = await data.SnapshotAsync(lease.Lost);
        ComputedMeasures unpublished = Unpublished(await ComputeAsync(quarter, last, source, lease.Lost), last);
        // After a crash the draft of an edition may be left.
        if (unpublished.Rows.Count > 0)
        {
            ReleaseControl.Release release = await control.ProtectAsync(quarter, unpublished, Kept(last), lease.Lost);
            if (last.Edition > 0)
                release = await WithPublishedAsync(quarter, release, last, lease.Lost);
            await control.ReportAsync(quarter, release, lease.Lost);
            await pins.PinAsync(quarter, source, unpublished.Rows.Select(r => r.Feed).ToHashSet(StringComparer.Ordinal), lease.Lost);
            await control.SaveAsync(quarter, next, version, release, lease.Lost);
            await measures.PutAsync(quarter, next, [.. release.Rows.Select(r => r with { Edition = next })], lease.Lost);
        }
        await control.RemoveDraftAsync(quarter, lease.Lost);
    }

    private Task<ComputedMeasures> ComputeAsync(Quarter quarter, PublishedFigures last, CuratedSnapshot source, CancellationToken cancellationToken) =>
        QuarterMeasures.ComputeAsync(contracts.Measures, source, quarter, last.Edition + 1, cancellationToken);

    // Of feeds that have figures of the quarter which no edition has.
    private static ComputedMeasures Unpublished(ComputedMeasures computed, PublishedFigures last)
    {
        bool IsNew(MeasureRow row) => last.Edition == 0 || (!last.Has(row.Feed) && PublishedFigures.IsOfItsQuarter(row));
        HashSet<string> feeds = [.. computed.Rows.Where(IsNew).Select(r => r.Feed)];
        return computed.Where((row, _) => feeds.Contains(row.Feed));
    }

    private static IReadOnlyList<MeasureRow> Kept(PublishedFigures last) => [.. last.Rows.Where(r => last.Has(r.Feed))];

    private async Task<ReleaseControl.Release> WithPublishedAsync(
        Quarter quarter, ReleaseControl.Release release, PublishedFigures last, CancellationToken cancellationToken)
    {
        ReleaseControl.Ledger before = (await control.FindAsync(quarter, last.Edition, cancellationToken))!;
        // A wave that was carried forward gives way to that of the quarter.
        Dictionary<string, string> masked = new[] { release.Ledger, before }.SelectMany(l => l.Masked ?? new Dictionary<string, string>())
            .DistinctBy(m => m.Key).ToDictionary(m => m.Key, m => m.Value);
        string[] withheld = [.. (before.Withheld ?? []).Union(release.Ledger.Withheld).Order(StringComparer.Ordinal)];
        Dictionary<FigureKey, MeasureRow> added = release.Rows.ToDictionary(r => r.Key);
        return release with
        {
            Evidence = release.Evidence with { Withheld = withheld },
            Rows = [.. last.Rows.Select(r => added.Remove(r.Key, out MeasureRow? row) ? row : r), .. release.Rows.Where(r => added.ContainsKey(r.Key))],
            Ledger = release.Ledger with
            {
                Entries = [.. before.Entries, .. release.Ledger.Entries],
                Withheld = withheld,
                Masked = new SortedDictionary<string, string>(masked, StringComparer.Ordinal),
            },
        };
    }
}
