using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Tests;

public sealed class FigureFormatTests
{
    [Theory]
    [InlineData(71.64, Unit.Percent, false, "71.6%")]
    [InlineData(71.65, Unit.Percent, false, "71.7%")]
    [InlineData(0.0, Unit.Percent, false, "0.0%")]
    [InlineData(0.04, Unit.Percent, false, "[low]")]
    [InlineData(-0.04, Unit.PercentagePoints, true, "[low]")]
    [InlineData(-7.8, Unit.PercentagePoints, true, "\u22127.8 percentage points")]
    [InlineData(7.8, Unit.PercentagePoints, true, "+7.8 percentage points")]
    [InlineData(0.3125, Unit.Ratio, false, "0.31")]
    [InlineData(42310.0, Unit.Count, false, "42,310")]
    [InlineData(8.25, Unit.Years, false, "8.3 years")]
    [InlineData(41250.4, Unit.Pounds, false, "£41,250")]
    public void Tables_show_the_decimals_of_the_unit(double value, Unit unit, bool isSigned, string expected) =>
        Assert.Equal(expected, FigureFormat.InTable(value, unit, isSigned));

    [Theory]
    [InlineData(true, 79.4, "79%")]
    [InlineData(true, 71.6, "72%")]
    [InlineData(true, 0.5, "1%")]
    [InlineData(true, 0.4, "close to zero")]
    [InlineData(false, 16.94, "16.9%")]
    public void Survey_percentages_are_whole_numbers_in_sentences(bool isOfSample, double value, string expected) =>
        Assert.Equal(expected, FigureFormat.InText(Unit.Percent, value, isSigned: false, isOfSample));

    [Fact]
    public void A_gap_is_rounded_from_unrounded_values()
    {
        double gap = 79.4 - 71.6;
        MeasureRow row = SampleRows.Gap(Percent(gap), "White", Significance.Higher, 0.001);
        Assert.Equal("8 percentage points", FigureFormat.InText(row.Unit, gap, isSigned: false, isOfSample: true));
        Assert.Equal("+7.8 percentage points", FigureFormat.InTable(row));
    }

    [Fact]
    public void One_is_a_percentage_point() =>
        Assert.Equal("\u22121 percentage point", FigureFormat.InText(Unit.PercentagePoints, -1.2, isSigned: true, isOfSample: true));

    [Theory]
    [InlineData(Symbols.Suppressed, "[c]")]
    [InlineData(Symbols.Suppressed | Symbols.Provisional, "[c] [p]")]
    [InlineData(Symbols.NotSupplied, "[x]")]
    [InlineData(Symbols.None, "no figure")]
    public void A_row_without_a_value_shows_its_symbols(Symbols symbol, string expected)
    {
        MeasureRow row = Percent(null) with { Symbol = symbol };
        Assert.Equal(expected, FigureFormat.InTable(row));
        Assert.Equal(expected, FigureFormat.Interval(row));
        Assert.Equal(expected, FigureFormat.Base(row with { N = null }));
    }

    [Fact]
    public void Symbols_follow_a_value() =>
        Assert.Equal("61.0% [u] [p]", FigureFormat.InTable(Percent(61) with { Symbol = Symbols.SmallBase | Symbols.Provisional }));

    [Fact]
    public void An_exact_count_has_no_interval() => Assert.Equal("[z]", FigureFormat.Interval(Percent(61) with { Lower = null, Upper = null }));

    private static MeasureRow Percent(double? value) => SampleRows.Pas("PAS-05", "Trust the Met", "all", "All", value, 1, 1000);
}
