using IncDiv.Contracts.PackDefinitions;
using IncDiv.Packs.Figures;
using Measure = IncDiv.Packs.Figures.Measure;

namespace IncDiv.Packs.Tests;

public sealed class HeadlineTests
{
    private static readonly HeadlineDefinition Definition = new("PAS-05", "ethnicity_broad", "BME", "White");
    private static readonly MeasureRow Level = SampleRows.Pas("PAS-05", "Trust the Met", "all", "All", 74.6, 0.9, 12_806);
    private static readonly MeasureRow Gap =
        SampleRows.Gap(
            Level with { Breakdown = "ethnicity_broad", Group = "BME", Value = 71.6 - 79.4, Lower = -9.6, Upper = -6.0 }, "White", Significance.Lower, 1e-8);

    [Theory]
    [InlineData(-7.8, -9.6, -6.0, Significance.Lower, "Lower for BME than for White, by 8 percentage points (95% interval 6 to 10).")]
    [InlineData(7.8, 6.0, 9.6, Significance.Higher, "Higher for BME than for White, by 8 percentage points (95% interval 6 to 10).")]
    [InlineData(
        -1.4, -4.2, 1.4, Significance.NoClearDifference,
        "No clear difference between BME and White (gap \u22121 percentage point, 95% interval \u22124 to +1).")]
    [InlineData(-7.8, -9.6, -6.0, Significance.NotTested, "Gap of \u22128 percentage points between BME and White, not tested.")]
    public void The_words_match_the_test(double value, double lower, double upper, Significance significance, string expected) =>
        Assert.Equal(expected, Write(Level, Gap with { Value = value, Lower = lower, Upper = upper, Significance = significance })[1]);

    [Fact]
    public void Both_levels_are_named_where_they_are_published() =>
        Assert.StartsWith(
            "BME 72%, White 79%. Lower for BME than for White, by 8 percentage points",
            Write(Level, Group("BME", 71.6), Group("White", 79.4), Gap)[1],
            StringComparison.Ordinal);

    [Fact]
    public void A_level_comes_with_its_interval_and_window() =>
        Assert.Equal("75% (95% interval 74 to 76). Four quarters to 30 September 2026.", Write(Level)[0]);

    [Theory]
    [InlineData(Symbols.Suppressed, "[c] suppressed to protect the people behind a small number")]
    [InlineData(Symbols.NotSupplied, "[x] not available: the data were not supplied or do not cover the window")]
    public void A_missing_figure_has_a_reason(Symbols symbol, string reason)
    {
        MeasureRow gap = Gap with { Value = null, Lower = null, Upper = null, PValue = null, Significance = Significance.NotTested, Symbol = symbol };
        string[] sentences = Write(Level with { Value = null, Symbol = symbol }, gap);
        Assert.Equal([$"No figure: {reason}.", $"No comparison of BME with White: {reason}."], sentences);
    }

    [Theory]
    [InlineData(-0.4, Significance.NoClearDifference, "No clear change on a year before (close to zero, 95% interval \u22122 to +1).")]
    [InlineData(-3.4, Significance.Lower, "Lower than a year before, by 3 percentage points (95% interval \u22121 to 2).")]
    public void A_change_is_worded_by_its_test(double value, Significance significance, string expected)
    {
        MeasureRow change = Gap with
        {
            Breakdown = "all",
            Group = "All",
            Comparator = "",
            Statistic = Statistic.Change,
            Value = value,
            Lower = -1.7,
            Upper = 0.9,
            Significance = significance,
        };
        Assert.Equal(expected, Write(Level, change)[1]);
    }

    [Fact]
    public void A_measure_that_was_not_computed_has_no_figure() =>
        Assert.Equal("No figure: [x] this measure was not computed for the quarter.", Assert.Single(Headline.Write(Definition, []).Sentences));

    private static string[] Write(params IReadOnlyList<MeasureRow> rows) =>
        [.. Headline.Write(Definition, Measure.AllOf(rows, ContractSet.Embedded)).Sentences];

    private static MeasureRow Group(string group, double value) => Level with { Breakdown = "ethnicity_broad", Group = group, Value = value };
}
