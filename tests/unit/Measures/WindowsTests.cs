namespace IncDiv.Measures.Tests;

public class WindowsTests
{
    private static readonly Quarter Now = Figures.Now;

    [Fact]
    public void Rolling_four_quarters_pool_their_sums()
    {
        (int Yes, int All)[] quarters = [(2186, 3187), (2193, 3225), (2210, 3190), (2237, 3204)];
        static IEnumerable<string> Answers((int Yes, int All) q) => Enumerable.Range(0, q.All).Select(i => $"overall={(i < q.Yes ? 1 : 7)}");
        MeasureRow rolling = Of("victim-satisfaction", [.. quarters.Select(Answers)])["VSS-01", "all", "All", window: MeasureWindow.Rolling];
        Assert.Equal(68.9208183664, rolling.Value!.Value, 1e-9);
        // The mean of the figures of single quarters differs.
        Assert.Equal(
            68.9222811745,
            quarters.Average(q => Figures.Of("victim-satisfaction", Answers(q))["VSS-01", "all", "All", window: MeasureWindow.Quarter].Value!.Value),
            1e-9);
        Assert.Equal(12806, rolling.N);
        Assert.Equal((new DateOnly(2025, 10, 1), new DateOnly(2026, 9, 30)), (rolling.PeriodStart, rolling.PeriodEnd));
    }

    [Fact]
    public void Weighted_quarters_pool_their_sums_of_weights()
    {
        Figures figures = Of(
            "pas",
            ["q60=1 weight=2190.1", "q60=5 weight=1010.3"], ["q60=1 weight=2201.6", "q60=5 weight=997.5"],
            ["q60=1 weight=2188.3", "q60=5 weight=1014.4"], ["q60=1 weight=2231.5", "q60=5 weight=966.3"]);
        MeasureRow rolling = figures["PAS-01", "all", "All", window: MeasureWindow.Rolling];
        Assert.Equal(68.83984375, rolling.Value!.Value, 1e-9);
    }

    [Fact]
    public void Without_all_four_quarters_the_rolling_figure_is_not_supplied_but_the_quarter_is()
    {
        Figures figures = Figures.Of(
            "pas", (Now, Rows.Tally("pas", Now, "q60=1 sex=F", "q60=5 sex=M")), (Now.AddQuarters(-2), Rows.Tally("pas", Now, "q60=1")));
        Assert.Equal(50, figures["PAS-01", "all", "All", window: MeasureWindow.Quarter].Value);
        foreach (MeasureRow row in figures.Rows.Where(r => r.Feed == "pas" && r.Window == MeasureWindow.Rolling))
            Assert.Equal((Symbols.NotSupplied, null, null, TargetStatus.NoData), (row.Symbol, row.Value, row.N, row.Status));
        Assert.Equal(Symbols.NotSupplied, figures["PAS-01", "sex", "Female", Statistic.Gap, MeasureWindow.Rolling].Symbol);
    }

    [Fact]
    public void A_missing_feed_is_one_row_for_each_window()
    {
        Figures figures = Figures.Of("pas", (Now.AddQuarters(-1), Rows.Tally("pas", Now, "q60=1")));
        Assert.Equal(
            [(MeasureWindow.Quarter, "all", "All", Symbols.NotSupplied), (MeasureWindow.Rolling, "all", "All", Symbols.NotSupplied)],
            figures.Rows.Where(r => r.MeasureId == "PAS-01").Select(r => (r.Window, r.Breakdown, r.Group, r.Symbol)));
    }

    [Theory]
    [InlineData("WF-01", Statistic.Level, "all", "All", "")]
    [InlineData("WF-08", Statistic.Index, "all", "All", "")]
    [InlineData("WF-12", Statistic.Index, "all", "All", "")]
    [InlineData("WF-19", Statistic.Gap, "ethnicity_broad", "BME", "White")]
    [InlineData("WF-19d", Statistic.Gap, "sex", "Female", "Male")]
    [InlineData("WF-15", Statistic.Level, "specialist_unit", "All", "")]
    [InlineData("VSS-08", Statistic.Level, "age", "16-24", "")]
    public void A_missing_feed_is_shown_in_place_of_its_first_figure(string id, Statistic statistic, string breakdown, string group, string comparator)
    {
        MeasureRow row = new MeasureEngine(ContractSet.Embedded.Measures).Compute(Now, (_, _) => null, edition: 1).First(r => r.MeasureId == id);
        Assert.Equal((statistic, breakdown, group, comparator, Symbols.NotSupplied), (row.Statistic, row.Breakdown, row.Group, row.Comparator, row.Symbol));
    }

    [Fact]
    public void A_measure_that_no_feed_supplies_is_one_row_with_its_symbol()
    {
        var figures = new Figures(new MeasureEngine(ContractSet.Embedded.Measures).Compute(Now, (_, _) => null, edition: 1));
        foreach (Measure measure in ContractSet.Embedded.Measures.Measures.Where(m => m.Kind == MeasureKind.NotSupplied))
        {
            MeasureRow row = figures[measure.Id, "all", "All"];
            Assert.Equal((Symbols.NotSupplied, null, "not supplied", TargetStatus.NoData), (row.Symbol, row.Value, row.Feed, row.Status));
        }
    }

    [Fact]
    public void The_last_wave_of_the_staff_survey_is_carried_forward_with_its_own_dates()
    {
        Figures figures = Figures.Of(
            "staff-survey",
            (Now.AddQuarters(-3), Rows.Tally("staff-survey", Now, "s03=1", "s03=5")), (Now.AddQuarters(-7), Rows.Tally("staff-survey", Now, "s03=1")));
        MeasureRow level = figures["SS-03", "all", "All"];
        Assert.Equal((50.0, MeasureWindow.Wave, "2026-27-Q2"), (level.Value!.Value, level.Window, level.Quarter));
        Assert.Equal((new DateOnly(2025, 10, 1), new DateOnly(2025, 12, 31)), (level.PeriodStart, level.PeriodEnd));
    }

    [Fact]
    public void Rows_are_unique_and_ordered_by_catalogue_breakdown_group_statistic_and_window()
    {
        Figures figures =
            Of("pas", [.. Enumerable.Repeat<IEnumerable<string>>(["q60=1 sex=F ethnicity=W1 age_band=16-24", "q60=4 sex=M ethnicity=B1 age_band=65+"], 4)]);
        Assert.Equal(ContractSet.Embedded.Measures.Measures.Select(m => m.Id), figures.Rows.Select(r => r.MeasureId).Distinct());
        Assert.Equal(
            ["all", "ethnicity", "ethnicity_broad", "ethnicity_broad x sex", "sex", "disability", "age", "sexual_orientation", "religion", "borough"],
            figures.Rows.Where(r => r.MeasureId == "PAS-01").Select(r => r.Breakdown).Distinct());
        Assert.Equal(
            [
                ("BME", Statistic.Level, MeasureWindow.Quarter), ("BME", Statistic.Level, MeasureWindow.Rolling),
                ("BME", Statistic.Gap, MeasureWindow.Quarter), ("BME", Statistic.Gap, MeasureWindow.Rolling),
                ("White", Statistic.Level, MeasureWindow.Quarter), ("White", Statistic.Level, MeasureWindow.Rolling),
            ],
            figures.Rows.Where(r => r.MeasureId == "PAS-01" && r.Breakdown == "ethnicity_broad").Select(r => (r.Group, r.Statistic, r.Window)));
        Assert.Equal(figures.Rows.Count, figures.Rows.DistinctBy(r => (r.MeasureId, r.Statistic, r.Breakdown, r.Group, r.Comparator, r.Window)).Count());
    }

    private static Figures Of(string feed, params IEnumerable<string>[] quarters) =>
        Figures.Of(feed, [.. quarters.Select((rows, i) => (Now.AddQuarters(i - quarters.Length + 1), Rows.Tally(feed, Now, rows)))]);
}
