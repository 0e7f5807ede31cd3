namespace IncDiv.Replay.Tests.Recomputation;

/// <summary>Every published level, index, gap and ratio of the demo's last quarter, with base and interval, against SQL over the curated Parquet that was
/// written from feeds.md, measures.md and statistics.md and shares nothing with the product's code.</summary>
public sealed class RecomputationTests(DemoYear year) : IClassFixture<DemoYear>
{
    private const int Shown = 30;

    [Fact]
    public void Every_figure_and_interval_agrees_with_the_recomputed_one() => AssertNone(year.Differing);

    [Fact]
    public void Every_p_value_of_a_gap_of_shares_or_means_agrees_with_the_recomputed_one()
    {
        AssertNone(year.DifferentlyTested);
        Assert.True(year.Tested > 1_000, $"{year.Tested} tests");
    }

    [Fact]
    public void No_figure_is_published_that_was_not_recomputed() => AssertNone(year.NotRecomputed);

    [Fact]
    public void No_figure_is_withheld_that_can_be_computed() => AssertNone(year.Withheld);

    [Fact]
    public void The_recomputation_counts_no_one_twice() => AssertNone(year.CountedTwice);

    [Fact]
    public void Every_measure_that_a_feed_supplies_was_written_down_by_hand()
    {
        string[] supplied = [.. year.Published.Where(r => r.Statistic != Statistic.Change && r.Value is not null).Select(r => r.MeasureId).Distinct()];
        Assert.Equal(supplied.Order(StringComparer.Ordinal), HandList.All.Select(m => m.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rows_without_a_figure_say_why() =>
        Assert.All(year.Published.Where(r => r.Value is null), r => Assert.NotEqual(Symbols.None, r.Symbol & (Symbols.NotSupplied | Symbols.NotApplicable)));

    [Theory]
    [InlineData("share | level")]
    [InlineData("share | gap")]
    [InlineData("share | ratio")]
    [InlineData("index | index")]
    [InlineData("promotion | index")]
    [InlineData("rate | level")]
    [InlineData("rate | gap")]
    [InlineData("rate | ratio")]
    [InlineData("standardised rate | level")]
    [InlineData("standardised rate | gap")]
    [InlineData("design | level")]
    [InlineData("design | gap")]
    [InlineData("mean | level")]
    [InlineData("mean | gap")]
    [InlineData("median | level")]
    [InlineData("mean pay gap | gap")]
    [InlineData("median pay gap | gap")]
    [InlineData("count | level")]
    public void Figures_of_every_kind_were_recomputed(string kind) =>
        Assert.Contains(year.Covered, c => c.StartsWith(kind + " | ", StringComparison.Ordinal));

    [Fact]
    public void Most_of_the_table_is_levels_gaps_and_intervals_that_were_recomputed()
    {
        MeasureRow[] figures = [.. year.Published.Where(r => r.Value is not null && r.Statistic != Statistic.Change)];
        Assert.Equal(figures.Length, year.Covered.Sum(c => int.Parse(c.Split(" | ")[2], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(figures.Length > 5_000, $"{figures.Length} figures");
    }

    private static void AssertNone(IReadOnlyList<string> rows) =>
        Assert.True(rows.Count == 0, $"{rows.Count} rows:\n{string.Join('\n', rows.Take(Shown))}");
}
