namespace IncDiv.Measures;

/// <summary>Computes the measures of a quarter: not yet suppressed, with true bases. The result depends only on the tallies and the catalogue.</summary>
public sealed class MeasureEngine(MeasureCatalogue catalogue)
{
    /// <summary>How long the last wave of a survey is carried forward.</summary>
    public const int QuartersCarriedForward = 12;

    /// <summary>The quarter and the sixteen before it: four years of points for a control chart, the rolling four quarters of a year before, and the survey
    /// wave that was carried forward a year before. No figure depends on an earlier quarter, so a late drop changes at most this many quarters.</summary>
    public const int QuartersNeeded = 17;

    /// <summary>The rows of every measure, in the order of the catalogue, then breakdown, group, statistic and window; each level and gap is followed by its
    /// <c>change</c> on the same quarter a year before. A missing figure is a row with a symbol: <c>x</c> where a feed or one of its four quarters is missing,
    /// <c>z</c> where the denominator is empty. Where the year before has no data at all, only breakdown <c>all</c> has a change row, marked
    /// <c>x</c>.</summary>
    /// <param name="tallies">The tally of a feed (by name) for a quarter, or null where no drop of it has been accepted. It is called for at most the last
    /// <see cref="QuartersNeeded"/> quarters.</param>
    public IReadOnlyList<MeasureRow> Compute(Quarter quarter, Func<string, Quarter, FeedTally?> tallies, int edition) =>
        ComputeWithCounts(quarter, tallies, edition).Rows;

    /// <summary>The same rows, with the counts behind them, but not with the people.</summary>
    /// <inheritdoc cref="Compute"/>
    public ComputedMeasures ComputeWithCounts(Quarter quarter, Func<string, Quarter, FeedTally?> tallies, int edition)
    {
        var history = new WindowHistory((feed, at) => at > quarter.AddQuarters(-QuartersNeeded) ? tallies(feed, at) : null);
        var figures = new List<(MeasureRow Row, FigureCounts Counts)>();
        foreach (Measure measure in catalogue.Measures)
            figures.AddRange(new MeasureTable(measure, history, quarter, edition, catalogue).Rows());
        return new ComputedMeasures(MultipleComparisons.Adjust([.. figures.Select(f => f.Row)]), [.. figures.Select(f => f.Counts)], []);
    }
}
