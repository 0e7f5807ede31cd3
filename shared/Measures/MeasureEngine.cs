using IncDiv.Contracts;
using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Output;
using IncDiv.Measures.Estimates;

namespace IncDiv.Measures;

/// <summary>Computes the measures of a quarter: unsuppressed, with true bases. A pure function of the tallies and the catalogue.</summary>
public sealed class MeasureEngine(MeasureCatalogue catalogue)
{
    /// <summary>How long the last wave of a survey is carried forward.</summary>
    public const int QuartersCarriedForward = 12;

    /// <summary>
    /// The rows of every measure, in the order of the catalogue, then breakdown, group, statistic and window. A figure that cannot be had
    /// is a row with a symbol: <c>x</c> where a feed or one of its four quarters is missing, <c>z</c> where nobody is in the denominator.
    /// </summary>
    /// <param name="tallies">The tally of a feed (by name) for a quarter, or null where nothing of it has been accepted.</param>
    public IReadOnlyList<MeasureRow> Compute(Quarter quarter, Func<string, Quarter, FeedTally?> tallies, int edition)
    {
        var known = new Dictionary<(string, Quarter), FeedTally?>();
        FeedTally? Tally(string feed, Quarter at)
        {
            if (!known.TryGetValue((feed, at), out FeedTally? tally))
                known.Add((feed, at), tally = tallies(feed, at));
            return tally;
        }
        var rows = new List<MeasureRow>();
        foreach (Measure measure in catalogue.Measures)
        {
            FeedTally? TallyOfMeasure(Quarter at) => measure.Kind == MeasureKind.NotSupplied ? null : Tally(measure.Feed, at);
            Pool[] pools = [.. measure.Windows.Select(w => PoolOf(w, quarter, TallyOfMeasure))];
            rows.AddRange(new MeasureTable(measure, pools, quarter, edition, catalogue).Rows());
        }
        return rows;
    }

    private static Pool PoolOf(string window, Quarter quarter, Func<Quarter, FeedTally?> tally)
    {
        Pool Covering(DateOnly start, DateOnly end, params Quarter[] quarters)
        {
            FeedTally[] there = tally(quarters[^1]) is null ? [] : [.. quarters.Select(tally).OfType<FeedTally>()];
            return new Pool(window, start, end, there, there.Length == quarters.Length);
        }
        switch (window)
        {
            case MeasureWindow.Rolling:
                Quarter first = quarter.AddQuarters(-3);
                return Covering(first.FirstDay, quarter.LastDay, first, quarter.AddQuarters(-2), quarter.AddQuarters(-1), quarter);
            case MeasureWindow.Snapshot:
                return Covering(quarter.LastDay, quarter.LastDay, quarter);
            case MeasureWindow.Wave:
                Quarter wave = Enumerable.Range(0, QuartersCarriedForward + 1).Select(back => quarter.AddQuarters(-back))
                    .FirstOrDefault(at => tally(at) is not null, quarter);
                return Covering(wave.FirstDay, wave.LastDay, wave);
            default:
                return Covering(quarter.FirstDay, quarter.LastDay, quarter);
        }
    }
}
