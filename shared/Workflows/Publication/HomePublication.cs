using IncDiv.Packs.Home;

namespace IncDiv.Workflows.Publication;

/// <summary>Rewrites <c>packs/index.html</c>, the home page of all packs, from the published editions and the ingested drops.</summary>
public sealed class HomePublication(DropLedger ledger, MeasureStore measures, PackStore packs, TimeProvider time, IOptions<PipelineOptions> options)
{
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DropRecord> drops = await ledger.ListAsync(null, cancellationToken);
        IReadOnlyList<PackRecord> published = await packs.ListAsync(cancellationToken);
        List<HomeEdition> editions = [];
        foreach (IGrouping<(string, Quarter), PackRecord> pack in published.GroupBy(p => (p.PackId, p.Quarter)))
        {
            if (PackCatalogue.Default.Find(pack.Key.Item1) is not { } definition)
                continue;
            PackRecord? before = null;
            foreach (PackRecord edition in pack)
            {
                editions.Add(new HomeEdition(
                    edition.PackId, edition.Quarter, edition.Edition, DateOnly.FromDateTime(edition.Published.UtcDateTime), edition.Path,
                    before is null ? null : await ChangedAsync(definition, before, edition, cancellationToken)));
                before = edition;
            }
        }
        DateOnly today = options.Value.Today(time);
        IEnumerable<Quarter> quarters = Reconciliation.QuartersOf(drops).Concat([Quarter.Containing(today).AddQuarters(-1), Quarter.Containing(today)]).Distinct().Order();
        var input = new HomeInput(
            today, PackCatalogue.Default.Packs, editions,
            [.. quarters.Select(q => new HomeQuarter(q, PackPublication.FeedFacts(q, drops)))]);
        await packs.PutHomeAsync(HomePage.Render(input), cancellationToken);
    }

    private async Task<int> ChangedAsync(PackDefinition definition, PackRecord before, PackRecord now, CancellationToken cancellationToken)
    {
        IReadOnlyList<MeasureRow> old = await measures.FindAsync(before.Quarter, before.Edition, cancellationToken) ?? [];
        IReadOnlyList<MeasureRow> current = await measures.FindAsync(now.Quarter, now.Edition, cancellationToken) ?? [];
        return Revision.Between(PackSelection.Select(definition, old), PackSelection.Select(definition, current), "", definition.Tier).Count;
    }
}
