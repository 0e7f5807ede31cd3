using System.Reflection;
using IncDiv.Contracts.Policies;
using IncDiv.Packs.Manifest;

namespace IncDiv.Workflows.Publication;

/// <summary>A published edition, as the HTTP functions return it.</summary>
/// <param name="Path">Folder in the container <c>packs</c>.</param>
public sealed record PublishedPack(string PackId, string Quarter, int Edition, string Path);

/// <summary>
/// The third workflow. It publishes the packs that are due; an edition is published once and never changes. It looks for quarters that are due and
/// unpublished, or changed since their last edition, so a missed or repeated timer does no harm.
/// </summary>
public sealed class PackPublication(
    PipelineStorage storage, DropLedger ledger, CuratedStore curated, BridgeStore bridges, MeasureStore measures, PackStore packs, QuarterComputation computation, MicrodataPublication microdata,
    HomePublication home, AuditLog audit, TimeProvider time, IOptions<PipelineOptions> options)
{
    private const int QuartersOfHistory = 16;

    private const string WhyRevised = "Drops came in after the last edition.";

    private static readonly MeasureSource[] Sources = [.. MeasureCatalogue.Default.Measures.Select(SourceOf)];

    private static readonly string CodeVersion =
        typeof(PackPublication).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Publishes everything that is due.</summary>
    public async Task PublishDueAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DropRecord> drops = await ledger.ListAsync(null, cancellationToken);
        var source = new LedgerSource(curated, bridges, drops);
        foreach (PackDefinition definition in PackCatalogue.Default.Packs)
        {
            foreach (Quarter quarter in Reconciliation.QuartersOf(drops).Where(definition.Publication.Has))
            {
                bool complete = source.IsComplete(definition, quarter);
                bool published = (await packs.ListAsync(definition.Id, quarter, cancellationToken)).Count > 0;
                if (published || definition.Publication.IsDue(quarter, complete, options.Value.Today(time)))
                    await PublishEditionAsync(definition, quarter, cancellationToken);
            }
        }
        await home.RefreshAsync(cancellationToken);
    }

    /// <summary>Publishes the newest figures of a quarter, whether or not they are due. If they are already published, it returns that edition.</summary>
    /// <returns>Null if there is no such pack, the pack does not cover the quarter, or the quarter has no measures.</returns>
    public async Task<PublishedPack?> PublishAsync(string packId, Quarter quarter, CancellationToken cancellationToken)
    {
        if (PackCatalogue.Default.Find(packId) is not { } definition || !definition.Publication.Has(quarter))
            return null;
        PublishedPack? pack = await PublishEditionAsync(definition, quarter, cancellationToken);
        if (pack is not null)
            await home.RefreshAsync(cancellationToken);
        return pack;
    }

    private async Task<PublishedPack?> PublishEditionAsync(PackDefinition definition, Quarter quarter, CancellationToken cancellationToken)
    {
        // A waiting quarter is computed first, so that no edition is published with figures that are about to change.
        await computation.ComputeAsync(quarter, cancellationToken);
        await using WriterLease lease = await WriterLease.AcquireAsync(storage, QuarterComputation.LeaseName(quarter), time, cancellationToken);
        IReadOnlyList<PackRecord> editions = await packs.ListAsync(null, quarter, lease.Lost);
        int published = editions.Select(p => p.Edition).DefaultIfEmpty(0).Max();
        int edition = await measures.FindFileAsync(quarter, published + 1, lease.Lost) is null ? published : published + 1;
        if (edition == 0)
            return null;
        // Microdata is also published for an edition that exists: an erasure removes the file, and it is produced again without the person.
        var source = new LedgerSource(curated, bridges, await ledger.ListAsync(null, lease.Lost));
        await microdata.PublishAsync(quarter, edition, source, (await measures.FindAsync(quarter, edition, lease.Lost))!, lease.Lost);
        PackRecord? last = editions.LastOrDefault(p => p.PackId == definition.Id);
        if (last is null || (last.Edition < edition && await IsChangedAsync(definition, quarter, last.Edition, edition, lease.Lost)))
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"{definition.Id}/{quarter}/edition-{edition}");
            using Telemetry.Step step = Telemetry.Begin("publish", path);
            await measures.SealAsync(quarter, edition, lease.Lost);
            IReadOnlyList<(string, byte[])> files = await RenderAsync(definition, quarter, edition, last?.Edition ?? 0, lease.Lost);
            bool first = last is null;
            last = new PackRecord(definition.Id, quarter, edition, time.GetUtcNow(), path);
            // The audit row is written first: a repeated row is acceptable, a missing one is not.
            await audit.WriteAsync("pack published", path, lease.Lost);
            await packs.PublishAsync(last, files, lease.Lost);
            if (first)
                Telemetry.PackPublished(definition.Id, options.Value.Today(time).DayNumber - definition.Publication.DueDate(quarter).DayNumber);
        }
        else
        {
            await packs.UpdateLatestAsync(last, lease.Lost);
        }
        return new PublishedPack(definition.Id, quarter.ToString(), last.Edition, last.Path);
    }

    // A pack holds a selection of the measures, which may be unchanged in a new edition.
    private async Task<bool> IsChangedAsync(PackDefinition definition, Quarter quarter, int before, int now, CancellationToken cancellationToken)
    {
        IEnumerable<MeasureRow> old = PackSelection.Select(definition, await measures.FindAsync(quarter, before, cancellationToken) ?? []);
        IEnumerable<MeasureRow> current = PackSelection.Select(definition, (await measures.FindAsync(quarter, now, cancellationToken))!);
        return !old.Select(r => r with { Edition = 0 }).SequenceEqual(current.Select(r => r with { Edition = 0 }));
    }

    private async Task<IReadOnlyList<(string, byte[])>> RenderAsync(PackDefinition definition, Quarter quarter, int edition, int before, CancellationToken cancellationToken)
    {
        IReadOnlyList<MeasureRow> all = (await measures.FindAsync(quarter, edition, cancellationToken))!;
        IReadOnlyList<MeasureRow> rows = PackSelection.Select(definition, all);
        IReadOnlyList<MeasureRow> earlier = PackSelection.Select(definition, await measures.FindAsync(quarter, before, cancellationToken) ?? []);
        IReadOnlyList<MeasureRow> history = PackSelection.Select(definition, await HistoryAsync(quarter, cancellationToken));
        IReadOnlyList<DropRecord> drops = await ledger.ListAsync(null, cancellationToken);
        var source = new LedgerSource(curated, bridges, drops);
        byte[] parquet = rows == all ? (await measures.FindFileAsync(quarter, edition, cancellationToken))! : await MeasureParquet.WriteAsync(rows, cancellationToken);
        var input = new PackInput(
            definition, quarter, edition, definition.Publication.DueDate(quarter), definition.Publication.DueDate(definition.Publication.Next(quarter)), rows,
            FeedFacts(quarter, drops), Sources, Revision.Between(earlier, rows, WhyRevised, definition.Tier), DisclosurePolicy.Default.Printed, MeasureCatalogue.Default.Version, CodeVersion,
            [.. source.DropsUsedBy(quarter).Select(d => new DropProvenance(d.Feed, d.Id, d.RowsRead, d.RowsAccepted, d.RowsRejected))])
        {
            PreviousEdition = before,
            History = history,
            Controls = ControlCharts.Create(rows, history, MeasureCatalogue.Default),
            Actions = definition.Sections.Contains(PackSectionKind.Actions) ? await ActionRegister.ReadAsync(source, quarter, cancellationToken) : [],
        };
        using Telemetry.Step step = Telemetry.Begin("render", definition.Id);
        PackFile[] files = [.. PackRenderer.Render(input), new PackFile("measures.parquet", parquet)];
        return [.. files.Append(PackManifest.Create(input, files).ToFile()).Select(f => (f.Name, f.Content.ToArray()))];
    }

    // Charts use the last published figures of each earlier quarter, so they never show unpublished figures.
    private async Task<IReadOnlyList<MeasureRow>> HistoryAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        List<MeasureRow> history = [];
        for (Quarter past = quarter.AddQuarters(-QuartersOfHistory); past < quarter; past = past.AddQuarters(1))
        {
            int edition = (await packs.ListAsync(null, past, cancellationToken)).Select(p => p.Edition).DefaultIfEmpty(0).Max();
            if (edition > 0)
                history.AddRange(await measures.FindAsync(past, edition, cancellationToken) ?? []);
        }
        return history;
    }

    internal static IReadOnlyList<FeedFacts> FeedFacts(Quarter quarter, IReadOnlyList<DropRecord> drops) =>
    [
        .. FeedCatalogue.Default.Feeds.Select(feed => new FeedFacts(
            feed.Name, feed.Title, feed.Version,
            [
                .. drops.Where(d => d.Feed == feed.Name && d.Covers(quarter))
                    .Select(d => new DropFacts(d.Id, d.Outcome, d.RowsRead, d.RowsAccepted, d.RowsRejected, d.Counts)),
            ])),
    ];

    private static MeasureSource SourceOf(Measure measure) => new(measure.Id, measure.Source, measure.Baselines, measure.Notes);
}
