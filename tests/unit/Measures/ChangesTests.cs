using IncDiv.Measures.Tests.Statistics;

namespace IncDiv.Measures.Tests;

/// <summary>Changes on the same quarter a year before (statistics.md C5, C9).</summary>
public class ChangesTests
{
    private static readonly Quarter Now = Figures.Now, YearBefore = Figures.Now.AddQuarters(-4);

    [Fact]
    public void A_level_is_tested_against_the_same_quarter_a_year_before_as_independent_samples()
    {
        MeasureRow change = Satisfied((YearBefore, 640, 1000), (Now, 680, 1000))["VSS-01", "all", "All", Statistic.Change, MeasureWindow.Quarter];
        Assert.Equal((4.0, Unit.PercentagePoints, ""), (Math.Round(change.Value!.Value, 10), change.Unit, change.Comparator));
        Interval newcombe = Newcombe.Interval(.68, 1000, .64, 1000).Times(100);
        WilsonTests.AssertEqual(newcombe.Lower, newcombe.Upper, new Interval(change.Lower!.Value, change.Upper!.Value));
        Assert.Equal(Normal.TwoSidedP(ZTest.Pooled(.68, 1000, .64, 1000)), change.PValue!.Value, 1e-12);
        Assert.Equal((Significance.NoClearDifference, 1000), (change.Significance, change.N));
    }

    [Fact]
    public void The_quarter_before_is_never_the_comparator()
    {
        Figures figures = Satisfied((Now.AddQuarters(-1), 1, 1000), (YearBefore, 500, 1000), (Now, 500, 1000));
        MeasureRow change = figures["VSS-01", "all", "All", Statistic.Change, MeasureWindow.Quarter];
        Assert.Equal(0.0, change.Value);
    }

    [Fact]
    public void Rolling_windows_are_compared_with_those_that_ended_a_year_before_and_share_no_quarter()
    {
        Figures figures = Satisfied([.. Enumerable.Range(0, 8).Select(i => (Now.AddQuarters(-i), i < 4 ? 700 : 600, 1000))]);
        MeasureRow change = figures["VSS-01", "all", "All", Statistic.Change, MeasureWindow.Rolling];
        Assert.Equal(10.0, change.Value!.Value, 1e-10);
        Assert.Equal(Normal.TwoSidedP(ZTest.Pooled(.7, 4000, .6, 4000)), change.PValue!.Value, 1e-12);
        Assert.Equal(Significance.Higher, change.Significance);
    }

    [Fact]
    public void With_seven_quarters_there_is_no_rolling_window_a_year_before()
    {
        Figures figures = Satisfied([.. Enumerable.Range(0, 7).Select(i => (Now.AddQuarters(-i), 700, 1000))]);
        MeasureRow change = figures["VSS-01", "all", "All", Statistic.Change, MeasureWindow.Rolling];
        Assert.Equal((Symbols.NotSupplied, null), (change.Symbol, change.Value));
    }

    [Fact]
    public void Without_the_year_before_one_row_says_so()
    {
        MeasureRow change = Assert.Single(
            Satisfied((Now, 700, 1000)).Rows,
            r => r.MeasureId == "VSS-01" && r.Statistic == Statistic.Change && r.Window == MeasureWindow.Quarter);
        Assert.Equal(("all", Symbols.NotSupplied, TargetStatus.NoData), (change.Breakdown, change.Symbol, change.Status));
    }

    [Fact]
    public void The_change_of_a_gap_keeps_its_comparator_and_is_tested_on_both_errors()
    {
        static IEnumerable<string> Victims(int hate, int ofHate, int burglary, int ofBurglary) =>
        [
            .. Enumerable.Range(0, ofHate).Select(i => $"victim_group=HATE overall={(i < hate ? 3 : 4)}"),
            .. Enumerable.Range(0, ofBurglary).Select(i => $"victim_group=BURGLARY overall={(i < burglary ? 3 : 4)}"),
        ];
        Figures figures = Figures.Of(
            "victim-satisfaction",
            (YearBefore, Rows.Tally("victim-satisfaction", YearBefore, Victims(717, 1000, 1632, 2000))),
            (Now, Rows.Tally("victim-satisfaction", Now, Victims(8085, 11000, 17220, 21000))));
        MeasureRow change = figures["VSS-07", "victim_group", "Hate crime", Statistic.Change, MeasureWindow.Quarter, "Burglary"];
        Assert.Equal(1.4, change.Value!.Value, 1e-10);
        (double _, Interval interval, double p) = Difference.BetweenGaps(
            .735 - .82, Math.Sqrt(.735 * .265 / 11000 + .82 * .18 / 21000), .717 - .816, 0.0166728221966);
        WilsonTests.AssertEqual(100 * interval.Lower, 100 * interval.Upper, new Interval(change.Lower!.Value, change.Upper!.Value), 1e-8);
        Assert.Equal(p, change.PValue!.Value, 1e-9);
    }

    [Fact]
    public void A_count_changes_in_percent_and_from_nothing_not_at_all()
    {
        Figures figures = Figures.Of(
            "workforce",
            (YearBefore, Rows.Tally("workforce", YearBefore, Enumerable.Repeat("leaver=false worker_type=STAFF", 40))),
            (Now, Rows.Tally("workforce", Now, ["leaver=false worker_type=CADET", .. Enumerable.Repeat("leaver=false worker_type=STAFF", 50)])));
        MeasureRow staff = figures["WF-20", "worker_type", "Staff", Statistic.Change], cadets = figures["WF-20", "worker_type", "Cadet", Statistic.Change];
        Assert.Equal((25.0, Unit.Percent, null), (staff.Value!.Value, staff.Unit, staff.PValue));
        Assert.Equal((Symbols.NotApplicable, null), (cadets.Symbol, cadets.Value));
    }

    [Fact]
    public void A_carried_forward_wave_is_compared_with_the_wave_before_and_never_with_itself()
    {
        FeedTally old = Rows.Tally("staff-survey", Now, "s03=1", "s03=5"), recent = Rows.Tally("staff-survey", Now, "s03=1", "s03=1", "s03=1", "s03=5");
        Figures yearly = Figures.Of("staff-survey", (Now.AddQuarters(-1), recent), (Now.AddQuarters(-5), old));
        Assert.Equal(25.0, yearly["SS-03", "all", "All", Statistic.Change].Value!.Value, 1e-10);
        Figures carried = Figures.Of("staff-survey", (Now.AddQuarters(-5), old));
        MeasureRow change = carried["SS-03", "all", "All", Statistic.Change];
        Assert.Equal((Symbols.NotSupplied, null), (change.Symbol, change.Value));
        Assert.Equal(50.0, carried["SS-03", "all", "All"].Value);
    }

    [Theory]
    [InlineData(3, Symbols.NotSupplied)] // A year before, the question had not been asked yet.
    [InlineData(4, Symbols.None)]
    [InlineData(5, Symbols.None)]
    [InlineData(6, Symbols.NotSupplied)]
    [InlineData(8, Symbols.NotSupplied)]
    [InlineData(16, Symbols.NotSupplied)]
    public void A_wave_is_compared_with_that_of_about_a_year_before_and_with_no_older_one(int quartersBefore, Symbols symbol)
    {
        FeedTally old = Rows.Tally("staff-survey", Now, "s03=1", "s03=5"), recent = Rows.Tally("staff-survey", Now, "s03=1", "s03=1", "s03=1", "s03=5");
        MeasureRow change = Figures.Of("staff-survey", (Now, recent), (Now.AddQuarters(-quartersBefore), old))["SS-03", "all", "All", Statistic.Change];
        Assert.Equal((symbol, symbol == Symbols.NotSupplied), (change.Symbol & ~Symbols.SmallBase, change.Value is null));
    }

    [Fact]
    public void Medians_and_pay_gaps_change_without_a_test()
    {
        static IEnumerable<string> Paid(int white, int black) =>
        [
            $"leaver=false worker_type=OFFICER ethnicity=W1 service_months=12 hourly_pay={white}",
            $"leaver=false worker_type=OFFICER ethnicity=B1 service_months=36 hourly_pay={black}",
        ];
        Figures figures = Figures.Of(
            "workforce", (YearBefore, Rows.Tally("workforce", YearBefore, Paid(20, 10))), (Now, Rows.Tally("workforce", Now, Paid(20, 15))));
        MeasureRow gap = figures["WF-19b", "ethnicity_broad", "BME", Statistic.Change], median = figures["WF-17b", "all", "All", Statistic.Change];
        Assert.Equal((-25.0, Unit.PercentagePoints, null), (gap.Value!.Value, gap.Unit, gap.PValue));
        Assert.Equal((0.0, Unit.Years, null), (median.Value!.Value, median.Unit, median.PValue));
    }

    [Fact]
    public void The_words_follow_the_p_value_adjusted_for_all_comparisons_of_the_table()
    {
        static IEnumerable<string> Answers(int asian, int white) =>
        [
            .. Enumerable.Range(0, 500).Select(i => $"ethnicity=A1 overall={(i < asian ? 1 : 7)}"),
            .. Enumerable.Range(0, 500).Select(i => $"ethnicity=W1 overall={(i < white ? 1 : 7)}"),
        ];
        Figures figures = Figures.Of(
            "victim-satisfaction",
            (YearBefore, Rows.Tally("victim-satisfaction", Now, Answers(300, 320))),
            (Now, Rows.Tally("victim-satisfaction", Now, Answers(330, 325))));
        MeasureRow[] tested = [.. figures.Rows.Where(r => r.PValue is not null)];
        double[] adjusted = MultipleTests.BenjaminiHochberg([.. tested.Select(r => r.PValue!.Value)]);
        Assert.Equal(adjusted, tested.Select(r => r.PAdjusted!.Value));
        Assert.All(tested, r => Assert.Equal(ZTest.Evaluate(r.Value!.Value - (r.Statistic == Statistic.Ratio ? 1 : 0), r.PAdjusted!.Value), r.Significance));
        Assert.All(figures.Rows.Where(r => r.PValue is null), r => Assert.Equal((null, Significance.NotTested), (r.PAdjusted, r.Significance)));
        Assert.Contains(tested, r => r.PValue < r.PAdjusted);
    }

    /// <summary>A pack shows four quarters if there are four. The discrete quarters next to them do not add to the number of comparisons.</summary>
    [Fact]
    public void Each_comparison_counts_once_in_the_family()
    {
        static IEnumerable<string> Answers(int q) =>
            Enumerable.Range(0, 800).Select(i => $"ethnicity={(i < 400 ? "A1" : "W1")} overall={(i % 400 < (i < 400 ? 280 : 300 + 5 * (q % 3)) ? 1 : 7)}");
        Figures figures = Figures.Of(
            "victim-satisfaction",
            [.. Enumerable.Range(0, 8).Select(q => (Now.AddQuarters(-q), Rows.Tally("victim-satisfaction", Now, Answers(q))))]);
        foreach (MeasureWindow window in new[] { MeasureWindow.Quarter, MeasureWindow.Rolling })
        {
            MeasureRow[] family = [.. figures.Rows.Where(r => r.PValue is not null && r.Window == window)];
            Assert.True(family.Length > 5);
            Assert.Equal(MultipleTests.BenjaminiHochberg([.. family.Select(r => r.PValue!.Value)]), family.Select(r => r.PAdjusted!.Value));
        }
    }

    private static Figures Satisfied(params (Quarter Quarter, int Yes, int All)[] quarters) => Figures.Of(
        "victim-satisfaction",
        [
            .. quarters.Select(
                q => (q.Quarter, Rows.Tally("victim-satisfaction", q.Quarter, Enumerable.Range(0, q.All).Select(i => $"overall={(i < q.Yes ? 1 : 7)}")))),
        ]);
}
