using IncDiv.Contracts.Catalogue;

namespace IncDiv.Workflows.Tests;

public sealed class ControlChartsTests
{
    private static readonly Quarter Now = new(2026, 4);

    private static readonly MeasureCatalogue Catalogue = ContractSet.Embedded.Measures;

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void There_is_a_chart_from_seven_quarters_on(int earlier, int charts) =>
        Assert.Equal(charts, ControlCharts.Create([Row(0, 50)], History(earlier), Catalogue).Count);

    [Fact]
    public void The_chart_ends_with_the_present_quarter_and_marks_what_chance_does_not_explain()
    {
        ControlSeries series = Assert.Single(ControlCharts.Create([Row(0, 70)], History(12), Catalogue));
        Assert.Equal(
            (13, Now, 70.0, Variation.Improvement),
            (series.Points.Count, series.Points[^1].Quarter, series.Points[^1].Value, series.Points[^1].Variation));
        Assert.True(series.Upper < 70 && series.Lower < series.Mean);
    }

    [Fact]
    public void The_chart_begins_at_the_series_break_of_the_catalogue()
    {
        MeasureCatalogue catalogue = ContractSet.Read(ContractText.Embedded.Select(t => t.File == "Measures/SeriesBreaks/breaks.yaml"
            ? t with { Yaml = "[{ quarter: 2025-26-Q1, kind: question, measures: [PAS-01], reason: New questionnaire }]" }
            : t)).Measures;
        ControlSeries series = Assert.Single(ControlCharts.Create([Row(0, 50)], History(12), catalogue));
        Assert.Equal(new Quarter(2025, 1), series.Points[0].Quarter);
    }

    [Fact]
    public void A_suppressed_quarter_is_skipped_and_rolling_windows_have_no_chart()
    {
        MeasureRow[] history = [.. History(12)];
        history[3] = history[3] with { Value = null, Symbol = Symbols.Suppressed };
        Assert.Equal(12, Assert.Single(ControlCharts.Create([Row(0, 50)], history, Catalogue)).Points.Count);
        Assert.Empty(ControlCharts.Create(
            [Row(0, 50) with { Window = MeasureWindow.Rolling }], [.. history.Select(r => r with { Window = MeasureWindow.Rolling })], Catalogue));
    }

    private static IReadOnlyList<MeasureRow> History(int earlier) => [.. Enumerable.Range(1, earlier).Reverse().Select(back => Row(back, 50 + back % 3))];

    private static MeasureRow Row(int back, double value) => new()
    {
        Quarter = Now.AddQuarters(-back).ToString(),
        PeriodStart = Now.AddQuarters(-back).FirstDay,
        PeriodEnd = Now.AddQuarters(-back).LastDay,
        Window = MeasureWindow.Quarter,
        MeasureId = "PAS-01",
        MeasureName = "Police do a good job in the local area",
        Feed = "pas",
        Breakdown = "all",
        Group = "All",
        Statistic = Statistic.Level,
        Unit = Unit.Percent,
        Value = value,
        Polarity = Polarity.Up,
        CatalogueVersion = "1",
    };
}
