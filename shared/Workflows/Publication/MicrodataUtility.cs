namespace IncDiv.Workflows.Publication;

/// <summary>Compares figures computed from a released file with the official ones (disclosure.md 5.4, task utility).</summary>
internal static class MicrodataUtility
{
    /// <summary>Compares the quarter's published levels, overall and by the breakdowns that the release names for this, where both figures exist.</summary>
    public static async Task<IReadOnlyList<MeasureDifference>> CompareAsync(
        MeasureCatalogue catalogue, MicrodataRelease release, Quarter quarter, FileInfo released, IReadOnlyList<MeasureRow> official,
        CancellationToken cancellationToken)
    {
        var tally = new FeedTally(catalogue, release.Feed);
        await using (FileStream file = released.OpenRead())
            await foreach (RowBatch batch in MicrodataReader.ReadAsync(release, quarter, file, cancellationToken))
                tally.Add(batch);
        IReadOnlyList<MeasureRow> rows = new MeasureEngine(catalogue)
            .Compute(quarter, (feed, at) => feed == release.Feed.Name && at == quarter ? tally : null, edition: 1);
        var recomputed = rows.Where(r => r.Value is not null).ToDictionary(r => r.Key);
        return
        [
            .. official.Where(r => r.Feed == release.Feed.Name && r.Statistic == Statistic.Level && r.Value is not null && r.Window != MeasureWindow.Rolling
                    && r.PeriodEnd == quarter.LastDay && (r.Breakdown == Breakdown.All || release.ComparedBreakdowns.Contains(r.Breakdown)))
                .Select(r => (Official: r, Bi: recomputed.GetValueOrDefault(r.Key)))
                .Where(p => p.Bi is not null)
                .Select(p => new MeasureDifference(Name(p.Official), p.Official.Value, p.Bi!.Value, p.Bi.Value - p.Official.Value)),
        ];
    }

    private static string Name(MeasureRow row) => row.Group == Breakdown.AllGroup ? row.MeasureId : $"{row.MeasureId}, {row.Group}";
}
