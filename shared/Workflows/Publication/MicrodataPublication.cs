namespace IncDiv.Workflows.Publication;

/// <summary>Publishes the k-anonymous microdata of a feed and quarter with its figures, once: further files would differ by the records of single people. A
/// file that an erasure withdrew has no successor. All later releases use the levels of the feed's first release.</summary>
public sealed class MicrodataPublication(
    WriterLeases leases, MicrodataStore store, PseudonymKeys keys, AuditLog audit, ContractSet contracts, IOptions<PipelineLimits> limits,
    ILogger<MicrodataPublication> logger)
{
    /// <param name="official">The published figures of the quarter, with which the figures from the released file are compared.</param>
    /// <param name="source">Only pinned vintages are released, so that file and figures have the same people, and none from which somebody was erased
    /// since.</param>
    public async Task PublishAsync(
        Quarter quarter, int edition, CuratedSnapshot source, IReadOnlyList<MeasureRow> official, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(contracts.Releases.Releases, parallel, async (release, token) =>
        {
            if (source.PinOf(release.Feed, quarter) is { Erased: null } && !await store.IsReleasedAsync(release.Feed.Name, quarter, token))
                await PublishAsync(release, quarter, edition, source, official, token);
        });
    }

    private async Task PublishAsync(
        MicrodataRelease release, Quarter quarter, int edition, CuratedSnapshot source, IReadOnlyList<MeasureRow> official,
        CancellationToken cancellationToken)
    {
        string feed = release.Feed.Name;
        // Two quarters that are published at the same time must not both choose the levels.
        await using WriterLease lease = await leases.AcquireAsync($"bi-{feed}", cancellationToken);
        PinnedLevels? pinned = await store.FindPinnedAsync(release, lease.Lost);
        using Telemetry.Step step = Telemetry.Begin("microdata", feed);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("incdiv-bi-");
        try
        {
            var file = new FileInfo(Path.Combine(folder.FullName, "bi.parquet"));
            var model = MicrodataFile.ModelOf(contracts.Policy, limits.Value.SmallestClass);
            MicrodataFileResult published = await MicrodataFile.WriteAsync(
                release, quarter, () => source.ReadAsync(release.Feed, quarter, lease.Lost), model, pinned?.Levels,
                keys.Current.DeriveForOmissions(feed, quarter), file, lease.Lost);
            if (published.Report is not { } report)
            {
                logger.LogWarning("No BI microdata of {Feed} {Quarter}: {Reason}", feed, quarter, published.Refusal);
                return;
            }
            report = report with
            {
                Measures = await MicrodataUtility.CompareAsync(contracts.Measures, release, quarter, file, official, lease.Lost),
                // After a crash an edition finds the levels that it pinned itself. They are not reported as pinned, so that the report is the same.
                NodePinned = pinned is not null && pinned.ChosenBy != MicrodataStore.PathOf(feed, quarter, edition),
            };
            if (pinned is null)
                await store.PinAsync(release, quarter, edition, published.Node, lease.Lost);
            await using (FileStream content = file.OpenRead())
                await store.PutAsync(feed, quarter, edition, content, MicrodataFile.ToJson(report), RiskPage.Render(report), lease.Lost);
            await audit.WriteAsync("microdata released", MicrodataStore.PathOf(feed, quarter, edition), lease.Lost);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
