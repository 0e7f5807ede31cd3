using System.Collections.Concurrent;

namespace IncDiv.Workflows.Computation;

/// <summary>Computes the unsuppressed measures of a quarter from curated microdata. It does not use storage.</summary>
public static class QuarterMeasures
{
    /// <summary>Computes the measures of a quarter, with the counts behind them. It also reads the earlier quarters that windows, changes and control charts
    /// cover.</summary>
    public static async Task<ComputedMeasures> ComputeAsync(
        MeasureCatalogue catalogue, ICuratedSource source, Quarter quarter, int edition, CancellationToken cancellationToken)
    {
        var tallies = new ConcurrentDictionary<(string, Quarter), FeedTally?>();
        var files =
            from feed in catalogue.Feeds.Feeds
            from back in Enumerable.Range(0, MeasureEngine.QuartersNeeded)
            select (Feed: feed, Quarter: quarter.AddQuarters(-back));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files, parallel, async (file, token) =>
            tallies[(file.Feed.Name, file.Quarter)] = await TallyAsync(source, catalogue, file.Feed, file.Quarter, token));
        return new MeasureEngine(catalogue).ComputeWithCounts(quarter, (feed, at) => tallies.GetValueOrDefault((feed, at)), edition);
    }

    private static async Task<FeedTally?> TallyAsync(
        ICuratedSource source, MeasureCatalogue catalogue, Feed feed, Quarter quarter, CancellationToken cancellationToken)
    {
        FeedTally? tally = null;
        await foreach (RowBatch batch in source.ReadAsync(feed, quarter, cancellationToken))
        {
            tally ??= new FeedTally(catalogue, feed) { Invited = source.InvitedTo(feed, quarter) };
            tally.Add(batch);
        }
        return tally;
    }
}
