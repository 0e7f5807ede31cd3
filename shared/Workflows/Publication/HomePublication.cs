using IncDiv.Packs.Home;

namespace IncDiv.Workflows.Publication;

/// <summary>Rewrites <c>packs/index.html</c>, the home page of all packs, from the published editions and the ingested drops.</summary>
public sealed class HomePublication(CuratedData data, MeasureStore measures, PackStore packs, ReportingClock clock, ContractSet contracts)
{
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        CuratedSnapshot snapshot = await data.SnapshotAsync(cancellationToken);
        IReadOnlyList<PackRecord> published = await packs.ListAsync(cancellationToken);
        List<HomeEdition> editions = [];
        foreach (IGrouping<(string, Quarter), PackRecord> pack in published.GroupBy(p => (p.PackId, p.Quarter)))
        {
            if (contracts.Packs.Find(pack.Key.Item1) is not { } definition)
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
        Quarter current = Quarter.Containing(clock.Today);
        IEnumerable<Quarter> quarters = snapshot.Quarters.Concat([current.AddQuarters(-1), current]).Distinct().Order();
        var input = new HomeInput(
            clock.Today, contracts, editions,
            [.. quarters.Select(q => new HomeQuarter(q, PackEditions.FeedFacts(contracts.Feeds, q, snapshot)))]);
        await packs.PutHomeAsync(HomePage.Render(input), cancellationToken);
    }

    private async Task<int> ChangedAsync(PackDefinition definition, PackRecord before, PackRecord now, CancellationToken cancellationToken)
    {
        IReadOnlyList<MeasureRow> old = await measures.FindAsync(before.Quarter, before.Edition, cancellationToken) ?? [];
        IReadOnlyList<MeasureRow> current = await measures.FindAsync(now.Quarter, now.Edition, cancellationToken) ?? [];
        return Revision.Between(PackSelection.Select(definition, old), PackSelection.Select(definition, current), "", definition.Tier).Count;
    }
}
