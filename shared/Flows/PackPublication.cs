using System.Globalization;
using System.Reflection;
using IncDiv.Contracts;
using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Output;
using IncDiv.Contracts.PackDefinitions;
using IncDiv.Disclosure.Policies;
using IncDiv.Packs;
using IncDiv.Packs.Manifest;
using IncDiv.Storage;
using IncDiv.Storage.Curated;
using IncDiv.Storage.Ledger;
using IncDiv.Storage.Measures;
using IncDiv.Storage.Packs;
using IncDiv.Storage.Work;
using Microsoft.Extensions.Options;

namespace IncDiv.Flows;

/// <summary>A published edition, as the functions answer it.</summary>
/// <param name="Path">Folder below the container <c>packs</c>.</param>
public sealed record PublishedPack(string PackId, string Quarter, int Edition, string Path);

/// <summary>
/// The third story: packs that are due come out, each edition once and for ever. It asks which quarters are due and unpublished, or
/// changed since their last edition, so a missed or doubled timer does no harm.
/// </summary>
public sealed class PackPublication(
    PipelineStorage storage, DropLedger ledger, CuratedStore curated, BridgeStore bridges, MeasureStore measures, PackStore packs, QuarterComputation computation, MicrodataPublication microdata,
    AuditLog audit, TimeProvider time, IOptions<PipelineOptions> options)
{
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
            foreach (Quarter quarter in Reconciliation.QuartersOf(drops))
            {
                bool complete = definition.RequiredFeeds.All(f => source.DropsOf(FeedCatalogue.Default.Find(f)!, quarter).Count > 0);
                bool published = (await packs.ListAsync(definition.Id, quarter, cancellationToken)).Count > 0;
                if (published || definition.Publication.IsDue(quarter, complete, options.Value.Today(time)))
                    await PublishAsync(definition.Id, quarter, cancellationToken);
            }
        }
    }

    /// <summary>Publishes the newest figures of a quarter, due or not; where they are out already, their edition is the answer.</summary>
    /// <returns>Null where there is no such pack, or no measures.</returns>
    public async Task<PublishedPack?> PublishAsync(string packId, Quarter quarter, CancellationToken cancellationToken)
    {
        if (PackCatalogue.Default.Find(packId) is not { } definition)
            return null;
        // Figures that are about to change are not worth an edition of their own.
        await computation.ComputeAsync(quarter, cancellationToken);
        await using WriterLease lease = await WriterLease.TakeAsync(storage, QuarterComputation.LeaseName(quarter), time, cancellationToken);
        int published = (await packs.ListAsync(null, quarter, lease.Lost)).Select(p => p.Edition).DefaultIfEmpty(0).Max();
        int edition = await measures.FindFileAsync(quarter, published + 1, lease.Lost) is null ? published : published + 1;
        if (edition == 0)
            return null;
        var answer = new PublishedPack(packId, quarter.ToString(), edition, string.Create(CultureInfo.InvariantCulture, $"{packId}/{quarter}/edition-{edition}"));
        // Before a published edition is left alone: an erasure takes the microdata away, to be made again without somebody.
        var source = new LedgerSource(curated, bridges, await ledger.ListAsync(null, lease.Lost));
        await microdata.PublishAsync(quarter, edition, source, (await measures.FindAsync(quarter, edition, lease.Lost))!, lease.Lost);
        if ((await packs.ListAsync(packId, quarter, lease.Lost)).FirstOrDefault(p => p.Edition == edition) is { } there)
        {
            await packs.PointAsync(there, lease.Lost);
            return answer;
        }
        IReadOnlyList<(string, byte[])> files = await RenderAsync(definition, quarter, edition, lease.Lost);
        await packs.PublishAsync(new PackRecord(packId, quarter, edition, time.GetUtcNow(), answer.Path), files, lease.Lost);
        await audit.WriteAsync("pack published", answer.Path, lease.Lost);
        return answer;
    }

    private async Task<IReadOnlyList<(string, byte[])>> RenderAsync(PackDefinition definition, Quarter quarter, int edition, CancellationToken cancellationToken)
    {
        IReadOnlyList<MeasureRow> rows = (await measures.FindAsync(quarter, edition, cancellationToken))!;
        IReadOnlyList<MeasureRow> before = await measures.FindAsync(quarter, edition - 1, cancellationToken) ?? [];
        IReadOnlyList<DropRecord> drops = await ledger.ListAsync(null, cancellationToken);
        byte[] parquet = (await measures.FindFileAsync(quarter, edition, cancellationToken))!;
        var input = new PackInput(
            definition, quarter, edition, definition.Publication.DueDate(quarter), definition.Publication.DueDate(quarter.AddQuarters(1)), rows,
            FeedFacts(quarter, drops), Sources, Revision.Between(before, rows, WhyRevised), DisclosurePolicy.Default.Printed, MeasureCatalogue.Default.Version, CodeVersion,
            [.. new LedgerSource(curated, bridges, drops).DropsBehind(quarter).Select(d => new DropProvenance(d.Feed, d.Id, d.RowsRead, d.RowsAccepted, d.RowsRejected))]);
        PackFile[] files = [.. PackRenderer.Render(input), new PackFile("measures.parquet", parquet)];
        return [.. files.Append(PackManifest.Of(input, files).ToFile()).Select(f => (f.Name, f.Content.ToArray()))];
    }

    private static IReadOnlyList<FeedFacts> FeedFacts(Quarter quarter, IReadOnlyList<DropRecord> drops) =>
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
