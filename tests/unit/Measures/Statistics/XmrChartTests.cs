using IncDiv.Measures.ControlCharts;

namespace IncDiv.Measures.Tests.Statistics;

/// <summary>Reference values: statistics.md C10, whose source is NHSRplotthedots.</summary>
public class XmrChartTests
{
    [Theory]
    [InlineData(true, -0.7155555556, 4.604444444)]
    [InlineData(false, -3.062614379, 6.951503268)]
    public void The_packages_example_has_the_published_limits_with_and_without_screening(bool screen, double lower, double upper)
    {
        XmrChart chart = XmrChart.Create([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], screen);
        Assert.Equal(1.94444, chart.Mean, 5e-6);
        WilsonTests.AssertEqual(lower, upper, new Interval(chart.Lower, chart.Upper));
        Assert.Equal([5], Flagged(chart, SpecialCause.OutsideLimits));
        Assert.Equal(17, chart.Points.Count(p => p.Cause == SpecialCause.None));
        Assert.False(chart.IsTrial);
    }

    [Fact]
    public void A_point_outside_the_limits_outranks_the_trend_that_it_is_part_of()
    {
        XmrChart chart = XmrChart.Create([50, 52, 49, 51, 50, 53, 54, 55, 56, 57, 58, 59]);
        Assert.Equal(53.6666666667, chart.Mean, 1e-9);
        WilsonTests.AssertEqual(49.5557575758, 57.7775757576, new Interval(chart.Lower, chart.Upper));
        Assert.Equal([3, 11, 12], Flagged(chart, SpecialCause.OutsideLimits));
        Assert.Equal([5, 6, 7, 8, 9, 10], Flagged(chart, SpecialCause.Trend));
        Assert.Equal([(-1, 1, 1)], new[] { (chart.Points[2].Direction, chart.Points[9].Direction, chart.Points[11].Direction) });
        Assert.True(chart.IsTrial);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Seven_points_on_one_side_of_the_mean_are_flagged(bool screen)
    {
        XmrChart chart = XmrChart.Create([60, 58, 61, 57, 60, 58, 61, 57, 62, 61.5, 63, 62, 61.8, 62.5, 61.9, 59], screen);
        Assert.Equal(60.35625, chart.Mean, 1e-9);
        Assert.Equal(54.43331667, chart.Lower, 1e-8);
        Assert.Equal(66.27918333, chart.Upper, 1e-8);
        Assert.Equal([9, 10, 11, 12, 13, 14, 15], Flagged(chart, SpecialCause.OneSide));
        Assert.Equal(9, chart.Points.Count(p => p.Cause == SpecialCause.None));
    }

    /// <summary>Moving ranges that are mostly 1 give limits of about 3 around the mean. 12.5 is near the upper limit twice.</summary>
    [Fact]
    public void Two_of_three_near_a_limit_on_one_side_are_flagged_and_the_third_is_not()
    {
        XmrChart chart = XmrChart.Create([10, 11, 10, 9, 10, 11, 10, 9, 10, 11, 10, 9, 10, 12.6, 11, 12.6, 10, 9], screen: false);
        Assert.InRange(chart.Upper, 12.7, 14);
        Assert.Equal([14, 16], Flagged(chart, SpecialCause.NearLimit));
        Assert.Equal(SpecialCause.None, chart.Points[14].Cause);
    }

    [Fact]
    public void A_point_on_the_mean_breaks_a_run_and_six_points_are_not_a_trend()
    {
        Assert.Empty(Flagged(XmrChart.Create([5, 6, 6, 6, 5, 6, 6, 6, 4, 4, 4, 5, 4, 4, 4]), SpecialCause.OneSide));
        Assert.Empty(Flagged(XmrChart.Create([9, 1, 2, 3, 4, 5, 6, 1, 9, 5]), SpecialCause.Trend));
    }

    /// <summary>The mean of equal doubles may be off by the last bit. This must not cause a run, a trend or a point outside the limits.</summary>
    [Theory]
    [InlineData(100.0 / 3)]
    [InlineData(100 * 58.0 / 59)]
    [InlineData(58.0 / 59)]
    [InlineData(1e6 / 7)]
    public void Equal_values_give_no_signal_whatever_their_mean_rounds_to(double value)
    {
        for (int n = 2; n <= 40; n++)
            Assert.All(XmrChart.Create([.. Enumerable.Repeat(value, n)]).Points, p => Assert.Equal(SpecialCause.None, p.Cause));
        double[] drifting = [.. Enumerable.Range(0, 17).Select(i => value * (1 + i * 1e-15))];
        Assert.All(XmrChart.Create(drifting).Points, p => Assert.Equal(SpecialCause.None, p.Cause));
    }

    /// <summary>The evidence in C10 that rolling figures must not be charted: MOPAC's published London series.</summary>
    [Fact]
    public void Rolling_figures_on_a_chart_flag_every_point_which_is_why_they_are_never_charted()
    {
        double[] values =
        [
            .. from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "mopac-pas-dashboard-london.csv")).Skip(1)
               where line.Contains("Good Job", StringComparison.Ordinal)
               let cells = line.Split(';')
               orderby DateOnly.ParseExact(cells[0], "dd/MM/yyyy", CultureInfo.InvariantCulture)
               select 100 * double.Parse(cells[4].Replace(',', '.'), CultureInfo.InvariantCulture),
        ];
        XmrChart chart = XmrChart.Create(values);
        Assert.Equal(37, chart.Points.Count);
        Assert.Equal(59.62162, chart.Mean, 5e-6);
        Assert.Equal(57.25718, chart.Lower, 5e-6);
        Assert.Equal(61.98607, chart.Upper, 5e-6);
        Assert.DoesNotContain(chart.Points, p => p.Cause == SpecialCause.None);
    }

    [Theory]
    [InlineData(10, Polarity.Up, Variation.Improvement)]
    [InlineData(10, Polarity.Down, Variation.Concern)]
    [InlineData(10, Polarity.None, Variation.Shift)]
    [InlineData(-6, Polarity.Up, Variation.Concern)]
    [InlineData(-6, Polarity.Down, Variation.Improvement)]
    [InlineData(2, Polarity.Up, Variation.CommonCause)]
    public void The_last_point_is_worded_by_what_is_wanted(double last, Polarity polarity, Variation word) =>
        Assert.Equal(word, new SignalChart([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, last], polarity).Signal);

    [Theory]
    [InlineData(1.9, Variation.Concern)]
    [InlineData(0.9, Variation.Improvement)]
    public void For_parity_nearer_to_one_is_better(double last, Variation word) =>
        Assert.Equal(word, new SignalChart([0.4, 0.41, 0.4, 0.41, 0.4, 0.41, 0.4, 0.41, 0.4, 0.41, 0.4, 0.41, last], Polarity.Parity).Signal);

    [Theory]
    [InlineData(90, Polarity.Up, Assurance.Fail)]
    [InlineData(10, Polarity.Up, Assurance.Pass)]
    [InlineData(50, Polarity.Up, Assurance.HitOrMiss)]
    [InlineData(90, Polarity.Down, Assurance.Pass)]
    [InlineData(10, Polarity.Down, Assurance.Fail)]
    [InlineData(90, Polarity.Parity, Assurance.Fail)]
    [InlineData(50, Polarity.None, Assurance.None)]
    public void Assurance_says_where_the_target_is_relative_to_the_limits(double target, Polarity polarity, Assurance word) =>
        Assert.Equal(word, new SignalChart([50, 51, 49, 50, 51, 49, 50, 51, 49, 50, 51, 49, 50], polarity).Assess(target));

    [Fact]
    public void A_single_point_and_equal_points_have_limits_without_width_and_no_flags()
    {
        Assert.Equal((5.0, 5.0), (XmrChart.Create([5]).Lower, XmrChart.Create([5]).Upper));
        Assert.DoesNotContain(XmrChart.Create([5, 5, 5, 5, 5, 5, 5, 5]).Points, p => p.Cause != SpecialCause.None);
    }

    private static int[] Flagged(XmrChart chart, SpecialCause cause) =>
        [.. chart.Points.Select((p, i) => (p.Cause, i)).Where(p => p.Cause == cause).Select(p => p.i + 1)];
}
