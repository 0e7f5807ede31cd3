namespace IncDiv.Measures;

/// <summary>Computes the measures of a quarter: unsuppressed, with true bases. A pure function of the tallies and the catalogue.</summary>
public sealed class MeasureEngine(MeasureCatalogue catalogue)
{
    /// <summary>How long the last wave of a survey is carried forward.</summary>
    public const int QuartersCarriedForward = 12;

    /// <summary>
    /// The quarter and the sixteen before it: four years of points for a control chart, the four quarters up to a year before, and the wave
    /// that was carried forward then. A figure depends on no earlier quarter, so a late drop touches this many quarters and no more.
    /// </summary>
    public const int QuartersNeeded = 17;

    /// <summary>
    /// The rows of every measure, in the order of the catalogue, then breakdown, group, statistic and window; each level and gap is followed
    /// by its <c>change</c> on the same quarter a year before. A figure that cannot be had is a row with a symbol: <c>x</c> where a feed or
    /// one of its four quarters is missing, <c>z</c> where nobody is in the denominator. Where nothing at all is there for the year before,
    /// one row for <c>all</c> says so.
    /// </summary>
    /// <param name="tallies">
    /// The tally of a feed (by name) for a quarter, or null where nothing of it has been accepted; asked for the last
    /// <see cref="QuartersNeeded"/> quarters at most.
    /// </param>
    public IReadOnlyList<MeasureRow> Compute(Quarter quarter, Func<string, Quarter, FeedTally?> tallies, int edition)
    {
        var history = new WindowHistory((feed, at) => at > quarter.AddQuarters(-QuartersNeeded) ? tallies(feed, at) : null);
        var rows = new List<MeasureRow>();
        foreach (Measure measure in catalogue.Measures)
            rows.AddRange(new MeasureTable(measure, history, quarter, edition, catalogue).Rows());
        return Adjusted(rows);
    }

    // The comparisons of a pack are one family: among those called higher or lower, about one in twenty is by chance (statistics.md C5). A
    // pack shows each comparison in one window; the discrete quarter of one that is shown over four quarters is of a second family.
    private static List<MeasureRow> Adjusted(List<MeasureRow> rows)
    {
        int[] tested = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i].PValue is not null)];
        static object Comparison(MeasureRow row) => (row.MeasureId, row.Breakdown, row.Group, row.Comparator, row.Statistic);
        HashSet<object> longer = [.. tested.Select(i => rows[i]).Where(r => r.Window != MeasureWindow.Quarter).Select(Comparison)];
        foreach (IGrouping<bool, int> family in tested.GroupBy(i => rows[i].Window == MeasureWindow.Quarter && longer.Contains(Comparison(rows[i]))))
            Adjust(rows, [.. family]);
        return rows;
    }

    private static void Adjust(List<MeasureRow> rows, int[] tested)
    {
        double[] adjusted = MultipleTests.BenjaminiHochberg([.. tested.Select(i => rows[i].PValue!.Value)]);
        for (int t = 0; t < tested.Length; t++)
        {
            MeasureRow row = rows[tested[t]];
            double difference = row.Value!.Value - (row.Statistic == "ratio" ? 1 : 0);
            rows[tested[t]] = row with { PAdjusted = adjusted[t], Significance = ZTest.Significance(difference, adjusted[t]) };
        }
    }
}
