using System.Reflection;
using IncDiv.Packs.Manifest;

namespace IncDiv.Workflows.Publication;

/// <summary>Renders and stores the editions of packs.</summary>
public sealed class PackEditions(CuratedData data, MeasureStore measures, PackStore packs, AuditLog audit, ReportingClock clock, ContractSet contracts)
{
    private const int QuartersOfHistory = 16;

    private const string WhyRevised = "A feed came in after the last edition.";

    private static readonly string CodeVersion =
        typeof(PackPublication).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Whether two editions of a quarter's figures differ in the pack, which holds a selection of the measures.</summary>
    public async Task<bool> IsChangedAsync(PackDefinition definition, Quarter quarter, int before, int now, CancellationToken cancellationToken)
    {
        IEnumerable<MeasureRow> old = PackSelection.Select(definition, await measures.FindAsync(quarter, before, cancellationToken) ?? []);
        IEnumerable<MeasureRow> current = PackSelection.Select(definition, (await measures.FindAsync(quarter, now, cancellationToken))!);
        return !old.Select(r => r with { Edition = 0 }).SequenceEqual(current.Select(r => r with { Edition = 0 }));
    }

    /// <param name="last">The pack's last edition of the quarter; null for the first.</param>
    public async Task<PackRecord> PublishAsync(PackDefinition definition, Quarter quarter, int edition, PackRecord? last, CancellationToken cancellationToken)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"{definition.Id}/{quarter}/edition-{edition}");
        using Telemetry.Step step = Telemetry.Begin("publish", path);
        IReadOnlyList<(string, byte[])> files = await RenderAsync(definition, quarter, edition, last?.Edition ?? 0, cancellationToken);
        var pack = new PackRecord(definition.Id, quarter, edition, clock.Now, path);
        // The audit row is written first: a repeated row is acceptable, a missing one is not.
        await audit.WriteAsync("pack published", path, cancellationToken);
        await packs.PublishAsync(pack, files, cancellationToken);
        if (last is null)
            Telemetry.PackPublished(definition.Id, clock.Today.DayNumber - definition.Publication.DueDate(quarter).DayNumber);
        return pack;
    }

    private async Task<IReadOnlyList<(string, byte[])>> RenderAsync(
        PackDefinition definition, Quarter quarter, int edition, int before, CancellationToken cancellationToken)
    {
        IReadOnlyList<MeasureRow> all = (await measures.FindAsync(quarter, edition, cancellationToken))!;
        IReadOnlyList<MeasureRow> rows = PackSelection.Select(definition, all);
        IReadOnlyList<MeasureRow> earlier = PackSelection.Select(definition, await measures.FindAsync(quarter, before, cancellationToken) ?? []);
        IReadOnlyList<MeasureRow> history = PackSelection.Select(definition, await HistoryAsync(quarter, cancellationToken));
        CuratedSnapshot snapshot = await data.SnapshotAsync(cancellationToken);
        byte[] parquet = rows == all
            ? (await measures.FindFileAsync(quarter, edition, cancellationToken))!
            : await MeasureParquet.WriteAsync(rows, cancellationToken);
        var input = new PackInput(
            definition, quarter, edition, definition.Publication.DueDate(quarter), definition.Publication.DueDate(definition.Publication.Next(quarter)), rows,
            FeedFacts(contracts.Feeds, quarter, snapshot),
            [.. contracts.Measures.Measures.Select(m => new MeasureSource(m.Id, m.Source, m.Baselines, m.Notes))],
            Revision.Between(earlier, rows, WhyRevised, definition.Tier), contracts.Policy.Printed, contracts.Measures.Version, CodeVersion,
            [.. snapshot.DropsUsedBy(quarter).Select(d => new DropProvenance(d.Feed, d.Id, d.RowsRead, d.RowsAccepted, d.RowsRejected))])
        {
            Contracts = contracts,
            PreviousEdition = before,
            History = history,
            Controls = ControlCharts.Create(rows, history, contracts.Measures),
            Actions = definition.Sections.Contains(PackSectionKind.Actions)
                ? await ActionPlan.ReadAsync(contracts.Feeds, snapshot, quarter, cancellationToken)
                : [],
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

    internal static IReadOnlyList<FeedFacts> FeedFacts(FeedCatalogue feeds, Quarter quarter, CuratedSnapshot snapshot) =>
    [
        .. feeds.Feeds.Select(feed => new FeedFacts(
            feed.Name, feed.Title, feed.Version,
            [
                .. snapshot.LedgerOf(feed, quarter).Select(d => new DropFacts(d.Id, d.Outcome, d.RowsRead, d.RowsAccepted, d.RowsRejected, d.Counts)),
            ])),
    ];
}
