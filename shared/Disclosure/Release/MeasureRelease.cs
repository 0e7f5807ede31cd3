using System.Runtime.ExceptionServices;

namespace IncDiv.Disclosure.Release;

/// <summary>Disclosure control of a release: from unsuppressed measures to rows that may be published (disclosure.md 4.2).</summary>
public static class MeasureRelease
{
    /// <param name="computed">The figures of one quarter; the result has the same rows in the same order.</param>
    /// <param name="threads">The result does not depend on it.</param>
    /// <exception cref="InvalidOperationException">A row tells a number for which no count is known; the message names keys only.</exception>
    public static ReleasedMeasures Protect(
        ComputedMeasures computed, MeasureCatalogue catalogue, DisclosurePolicy policy, History? history = null,
        int threads = 1, CancellationToken cancellationToken = default)
    {
        history ??= History.None;
        for (int i = 0; i < computed.Rows.Count; i++)
            if (computed.Rows[i] is var row && RowMask.HasFigure(row) && computed.Counts[i].Sides.Count == 0)
                throw new InvalidOperationException($"{row.Key} has a number, but the counts behind it were not handed over.");
        IReadOnlyList<MeasureRow> rows = computed.Rows;
        // The people of one feed are linked with those of no other.
        int[][] feeds = [.. Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Feed).Select(g => g.ToArray())];
        var releases = new FeedRelease[feeds.Length];
        try
        {
            Parallel.For(0, feeds.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, f =>
            {
                MeasureRow[] own = [.. feeds[f].Select(i => rows[i])];
                FigureCounts[] figures = [.. feeds[f].Select(i => computed.Counts[i])];
                releases[f] = FeedRelease.Protect(own, figures, catalogue, policy, history.Of(own[0].Feed), threads, cancellationToken);
            });
        }
        catch (AggregateException several)
        {
            IReadOnlyCollection<Exception> faults = several.Flatten().InnerExceptions;
            ExceptionDispatchInfo.Throw(faults.FirstOrDefault(e => e is not OperationCanceledException) ?? faults.First());
        }

        var published = new MeasureRow[rows.Count];
        var reasons = new string[rows.Count];
        for (int f = 0; f < feeds.Length; f++)
            for (int i = 0; i < feeds[f].Length; i++)
                (published[feeds[f][i]], reasons[feeds[f][i]]) = (releases[f].Published(i, catalogue), releases[f].Reasons[i]);
        DisclosedCell[] open = [.. releases.SelectMany(r => r.AlreadyPublic.Concat(r.Open)).OrderBy(c => c.Key, StringComparer.Ordinal)];
        string[] withheld =
        [
            .. feeds.SelectMany((own, f) => releases[f].IsWithheld ? [rows[own[0]].Feed] : releases[f].Withheld.Select(w => w.Table))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        return new ReleasedMeasures(
            published, reasons, withheld, open, [.. releases.SelectMany(r => r.Ledger)],
            ReleaseEvidence.Of(
                rows, reasons, policy, withheld, open, [.. releases.SelectMany(r => r.Withheld)], [.. releases.SelectMany(r => r.Results)],
                releases.Sum(r => r.Contradictions)));
    }
}
