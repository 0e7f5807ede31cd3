using IncDiv.Packs;

namespace IncDiv.Workflows.Tests;

public sealed class ControlChartsTests
{
    private static readonly Quarter Now = new(2026, 4);

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void There_is_a_chart_from_seven_quarters_on(int earlier, int charts) => Assert.Equal(charts, ControlCharts.Create([Row(0, 50)], History(earlier)).Count);

    [Fact]
    public void The_chart_ends_with_the_present_quarter_and_marks_what_chance_does_not_explain()
    {
        ControlSeries series = Assert.Single(ControlCharts.Create([Row(0, 70)], History(12)));
        Assert.Equal((13, Now, 70.0, 1), (series.Points.Count, series.Points[^1].Quarter, series.Points[^1].Value, series.Points[^1].Direction));
        Assert.True(series.Upper < 70 && series.Lower < series.Mean);
    }

    [Fact]
    public void The_chart_begins_at_the_series_break_that_the_row_names()
    {
        MeasureRow row = Row(0, 50) with { Note = "four-fifths screen; control limits from 2025-26-Q1: new questionnaire" };
        ControlSeries series = Assert.Single(ControlCharts.Create([row], History(12)));
        Assert.Equal(new Quarter(2025, 1), series.Points[0].Quarter);
    }

    [Fact]
    public void A_suppressed_quarter_is_skipped_and_rolling_windows_have_no_chart()
    {
        MeasureRow[] history = [.. History(12)];
        history[3] = history[3] with { Value = null, Symbol = "c" };
        Assert.Equal(12, Assert.Single(ControlCharts.Create([Row(0, 50)], history)).Points.Count);
        Assert.Empty(ControlCharts.Create([Row(0, 50) with { Window = "rolling-4q" }], [.. history.Select(r => r with { Window = "rolling-4q" })]));
    }

    private static IReadOnlyList<MeasureRow> History(int earlier) => [.. Enumerable.Range(1, earlier).Reverse().Select(back => Row(back, 50 + back % 3))];

    private static MeasureRow Row(int back, double value) => new()
    {
        Quarter = Now.AddQuarters(-back).ToString(),
        PeriodStart = Now.AddQuarters(-back).FirstDay,
        PeriodEnd = Now.AddQuarters(-back).LastDay,
        Window = "quarter",
        MeasureId = "PAS-01",
        MeasureName = "Police do a good job in the local area",
        Feed = "pas",
        Breakdown = "all",
        Group = "All",
        Statistic = "level",
        Unit = "percent",
        Value = value,
        Polarity = "up",
        CatalogueVersion = "1",
    };
}
