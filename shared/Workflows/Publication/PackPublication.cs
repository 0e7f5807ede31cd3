namespace IncDiv.Workflows.Publication;

/// <summary>A published edition, as the HTTP functions return it.</summary>
/// <param name="Path">Folder in the container <c>packs</c>.</param>
/// <param name="Withheld">Feeds and tables that the newest figures of the quarter withhold to protect people; empty for none.</param>
public sealed record PublishedPack(string PackId, string Quarter, int Edition, string Path, string Withheld = "");

/// <summary>The third workflow. It publishes the packs that are due; an edition is published once and never changes. It looks for quarters that are due and
/// unpublished, or changed since their last edition, so a missed or repeated timer does no harm.</summary>
public sealed class PackPublication(
    CuratedData data, PackStore packs, QuarterPublication quarters, HomePublication home, DisclosureStore disclosure, ReportingClock clock,
    ContractSet contracts)
{
    /// <summary>Publishes everything that is due.</summary>
    public async Task PublishDueAsync(CancellationToken cancellationToken)
    {
        CuratedSnapshot snapshot = await data.SnapshotAsync(cancellationToken);
        foreach (PackDefinition definition in contracts.Packs.Packs)
        {
            foreach (Quarter quarter in snapshot.Quarters.Where(definition.Publication.Has))
            {
                bool published = (await packs.ListAsync(definition.Id, quarter, cancellationToken)).Count > 0;
                if (published || clock.IsDue(definition, quarter, snapshot.IsComplete(definition, quarter)))
                    await quarters.PublishAsync(definition, quarter, cancellationToken);
            }
        }
        await home.RefreshAsync(cancellationToken);
    }

    /// <summary>Publishes the newest figures of a quarter, whether or not they are due. If they are already published, it returns that edition.</summary>
    /// <returns>Null if there is no such pack, the pack does not cover the quarter, or the quarter has no measures.</returns>
    public async Task<PublishedPack?> PublishAsync(string packId, Quarter quarter, CancellationToken cancellationToken)
    {
        if (contracts.Packs.Find(packId) is not { } definition || !definition.Publication.Has(quarter))
            return null;
        PublishedPack? pack = await quarters.PublishAsync(definition, quarter, cancellationToken);
        if (pack is null)
            return null;
        await home.RefreshAsync(cancellationToken);
        WithheldFigures withheld = await disclosure.FindWithheldAsync(quarter, cancellationToken);
        return withheld.Names.Count == 0 ? pack : pack with { Withheld = withheld.ToString() };
    }
}

/// <summary>Publishes a pack of a quarter together with the quarter's microdata. Only one process at a time does this for a quarter.</summary>
public sealed class QuarterPublication(
    WriterLeases leases, CuratedData data, QuarterComputation computation, EditionStorage figures, MicrodataPublication microdata, PackStore packs,
    PackEditions editions)
{
    /// <summary>Publishes a pack of the quarter's newest figures, unless its last edition already shows them. The first pack of a quarter publishes the
    /// figures; others print a part of the same.</summary>
    /// <returns>The pack's last edition; null if the quarter has no measures.</returns>
    public async Task<PublishedPack?> PublishAsync(PackDefinition definition, Quarter quarter, CancellationToken cancellationToken)
    {
        // A waiting quarter is computed first, so that no edition is published with figures that are about to change.
        await computation.ComputeAsync(quarter, cancellationToken);
        await using WriterLease lease = await leases.AcquireAsync(quarter, cancellationToken);
        await figures.PublishDraftAsync(quarter, lease.Lost);
        (int edition, IReadOnlyList<MeasureRow> rows) = await figures.FindLastAsync(quarter, lease.Lost);
        if (edition == 0)
            return null;
        await microdata.PublishAsync(quarter, edition, await data.SnapshotAsync(lease.Lost), rows, lease.Lost);
        PackRecord? last = await packs.ListAsync(definition.Id, quarter, lease.Lost) is [.., var newest] ? newest : null;
        if (last is null || (last.Edition < edition && await editions.IsChangedAsync(definition, quarter, last.Edition, edition, lease.Lost)))
            last = await editions.PublishAsync(definition, quarter, edition, last, lease.Lost);
        else
            await packs.UpdateLatestAsync(last, lease.Lost);
        return new PublishedPack(definition.Id, quarter.ToString(), last.Edition, last.Path);
    }
}
