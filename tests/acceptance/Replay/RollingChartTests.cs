using IncDiv.Measures.Statistics;

namespace IncDiv.Replay.Tests;

/// <summary>Why control charts use discrete quarters only (statistics.md C10): evidence from published figures and from replayed ones.</summary>
[Collection(nameof(PasHistory))]
public sealed class RollingChartTests(PasHistory history)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void On_the_published_rolling_series_of_London_every_point_is_flagged(bool screen)
    {
        XmrChart chart = XmrChart.Create(Published("\"\"\"Good Job\"\" local\""), screen);

        Assert.Equal(37, chart.Points.Count);
        Assert.Equal(59.62162, chart.Mean, 5e-6);
        Assert.Equal(57.25718, chart.Lower, 5e-6);
        Assert.Equal(61.98607, chart.Upper, 5e-6);
        Assert.All(chart.Points, p => Assert.NotEqual(SpecialCause.None, p.Cause));
    }

    [Fact]
    public void Discrete_quarters_of_the_same_survey_are_not_all_flagged()
    {
        XmrChart discrete = XmrChart.Create(history.Series("PAS-01", MeasureWindow.Quarter));
        XmrChart rolling = XmrChart.Create(history.Series("PAS-01", MeasureWindow.Rolling));

        Assert.Equal(PasHistory.Quarters.Count, discrete.Points.Count);
        Assert.Equal(PasHistory.Quarters.Count - 3, rolling.Points.Count);
        // The survey has a slow trend, which both charts may flag. The rolling chart flags nearly every point.
        Assert.InRange(Flagged(discrete), 0, 1 / 2.0);
        Assert.InRange(Flagged(rolling), 3 / 4.0, 1);
        // Consecutive rolling figures share three quarters of their interviews: the limits collapse.
        Assert.True(rolling.Upper - rolling.Lower < (discrete.Upper - discrete.Lower) / 2);
    }

    [Fact]
    public void The_product_signals_discrete_quarters_and_never_rolling_ones() => Assert.All(history.Before[^1].Where(r => r.Feed == "pas"), r =>
    {
        if (r.Window == MeasureWindow.Rolling || r.Statistic != Statistic.Level)
            Assert.Equal(Variation.None, r.Variation);
        else if (r.Breakdown == "all")
            Assert.NotEqual(Variation.None, r.Variation);
    });

    private static double Flagged(XmrChart chart) => (double)chart.Points.Count(p => p.Cause != SpecialCause.None) / chart.Points.Count;

    private static double[] Published(string measure)
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "mopac-pas-dashboard-london.csv"))
            .Skip(1).Select(l => l.Split(';'))];
        return
        [
            .. from line in lines
               where line[3] == measure
               let day = DateOnly.ParseExact(line[0], "dd/MM/yyyy", CultureInfo.InvariantCulture)
               orderby day
               // Published in whole percent, written as a share with a decimal comma.
               select Math.Round(100 * double.Parse(line[4].Replace(',', '.'), CultureInfo.InvariantCulture)),
        ];
    }
}
