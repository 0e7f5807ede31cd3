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
        IReadOnlyList<MeasureRow> rows = computed.Rows;
        for (int i = 0; i < rows.Count; i++)
            if (RowMask.HasFigure(rows[i]) && computed.Counts[i].Sides.Count == 0)
                throw new InvalidOperationException($"{rows[i].Key} has a number, but the counts behind it were not handed over.");
        // The people of one feed are linked with those of no other. Rows that no feed supplies have no figures.
        (Feed? Feed, int[] Rows)[] feeds =
        [
            .. Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Feed)
                .Select(g => (catalogue.Feeds.Find(g.Key), g.ToArray())),
        ];
        var releases = new FeedRelease?[feeds.Length];
        try
        {
            Parallel.For(0, feeds.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, f =>
            {
                if (feeds[f].Feed is not { } feed)
                    return;
                var own = new ComputedMeasures(
                    [.. feeds[f].Rows.Select(i => rows[i])], [.. feeds[f].Rows.Select(i => computed.Counts[i])],
                    [.. computed.People.Where(p => p.Feed == feed.Name)]);
                releases[f] = FeedRelease.Protect(own, feed, catalogue, policy, history.Of(feed.Name), cancellationToken);
            });
        }
        catch (AggregateException several)
        {
            IReadOnlyCollection<Exception> faults = several.Flatten().InnerExceptions;
            ExceptionDispatchInfo.Throw(faults.FirstOrDefault(e => e is not OperationCanceledException) ?? faults.First());
        }

        MeasureRow[] published = [.. rows];
        string[] reasons = [.. rows.Select(_ => "")];
        for (int f = 0; f < feeds.Length; f++)
            for (int i = 0; releases[f] is { } release && i < feeds[f].Rows.Length; i++)
                (published[feeds[f].Rows[i]], reasons[feeds[f].Rows[i]]) = (release.Published(i, catalogue), release.Reasons[i]);
        FeedRelease[] all = [.. releases.OfType<FeedRelease>()];
        DisclosedCell[] open = [.. all.SelectMany(r => r.AlreadyPublic).OrderBy(c => c.Key, StringComparer.Ordinal)];
        string[] withheld =
        [
            .. feeds.SelectMany((own, f) => releases[f] is not { } release ? [] : release.IsWithheld ? [own.Feed!.Name] : release.LeftOut.Select(w => w.Table))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        return new ReleasedMeasures(
            published, reasons, withheld, open, [.. all.SelectMany(r => r.Ledger)], ReleaseEvidence.Of(rows, reasons, policy, withheld, open, all));
    }
}
