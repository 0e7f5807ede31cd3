using System.Collections.Concurrent;
using IncDiv.Measures.Counts;

namespace IncDiv.Workflows.Computation;

/// <summary>Computes the unsuppressed measures of a quarter from curated microdata. It does not use storage.</summary>
public static class QuarterMeasures
{
    // Figures that bind a quarter (disclosure.md 4.4) are of the linked quarters, and count people of up to the seven before each.
    private const int QuartersOfPeople = ReleaseControl.QuartersLinked + 8;

    /// <summary>Computes the measures of a quarter, with the counts behind them and the people whom these count. It also reads the earlier quarters that
    /// windows, changes and control charts cover, and later ones of which figures may be out already.</summary>
    public static async Task<ComputedMeasures> ComputeAsync(
        MeasureCatalogue catalogue, ICuratedSource source, Quarter quarter, int edition, CancellationToken cancellationToken)
    {
        var tallies = new ConcurrentDictionary<(string, Quarter), FeedTally?>();
        var people = new ConcurrentBag<PeopleTable>();
        Feed[] counted = [.. catalogue.Feeds.Feeds.Where(f => catalogue.Measures.Any(m => m.Feed == f.Name))];
        var files =
            from feed in counted
            from back in Enumerable.Range(-ReleaseControl.QuartersLinked, ReleaseControl.QuartersLinked + MeasureEngine.QuartersNeeded)
            select (Feed: feed, Back: back);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files, parallel, async (file, token) =>
        {
            Quarter at = quarter.AddQuarters(-file.Back);
            FeedTally? tally = null;
            PeopleReader? reader = null;
            await foreach (RowBatch batch in source.ReadAsync(file.Feed, at, token))
            {
                if (file.Back >= 0)
                    (tally ??= new FeedTally(catalogue, file.Feed) { Invited = source.InvitedTo(file.Feed, at) }).Add(batch);
                if (file.Back < QuartersOfPeople)
                    (reader ??= new PeopleReader(catalogue, file.Feed, at)).Add(batch);
            }
            tallies[(file.Feed.Name, at)] = tally;
            if (reader is not null)
                people.Add(reader.Read());
        });
        ComputedMeasures computed = new MeasureEngine(catalogue).ComputeWithCounts(quarter, (feed, at) => tallies.GetValueOrDefault((feed, at)), edition);
        return computed with { People = [.. people.OrderBy(p => p.Feed, StringComparer.Ordinal).ThenBy(p => p.Quarter)] };
    }
}
