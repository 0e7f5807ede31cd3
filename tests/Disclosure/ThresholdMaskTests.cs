using IncDiv.Contracts.Output;

namespace IncDiv.Disclosure.Tests;

public sealed class ThresholdMaskTests
{
    [Theory]
    [InlineData("pas", 0, false)]
    [InlineData("pas", 1, true)]
    [InlineData("pas", 9, true)]
    [InlineData("pas", 10, false)]
    [InlineData("staff-survey", 9, true)]
    [InlineData("victim-satisfaction", 9, true)]
    [InlineData("workforce", 0, false)]
    [InlineData("workforce", 1, true)]
    [InlineData("workforce", 4, true)]
    [InlineData("workforce", 5, false)]
    public void A_level_is_masked_below_the_threshold_of_its_feed(string feed, int n, bool masked) =>
        Assert.Equal(masked, Assert.Single(ThresholdMask.Apply([Level("Black", n) with { Feed = feed }])).Symbol == "c");

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.6, true)]
    [InlineData(4.0, true)]
    [InlineData(5.0, false)]
    public void A_workforce_count_is_its_own_base(double count, bool masked)
    {
        MeasureRow row = Level("Black", 0) with { Feed = "workforce", Unit = "count", Value = count, N = null };
        Assert.Equal(masked, ThresholdMask.Apply([row])[0].Value is null);
    }

    [Fact]
    public void A_masked_row_keeps_its_names_and_loses_every_number_that_tells_the_figure()
    {
        MeasureRow row = Level("Black", 7) with
        {
            Symbol = "u p",
            Significance = "lower",
            PValue = 0.01,
            Status = "missed",
            Variation = "concern",
            Assurance = "fail",
            Benchmark = 80,
            Target = 82,
        };
        MeasureRow expected = row with
        {
            Value = null,
            Lower = null,
            Upper = null,
            N = null,
            NEffective = null,
            PValue = null,
            Significance = "",
            Symbol = "c p",
            Status = "no data",
            Variation = "",
            Assurance = "",
        };
        Assert.Equal(expected, Assert.Single(ThresholdMask.Apply([row])));
    }

    [Fact]
    public void No_target_stays_no_target() => Assert.Equal("no target", ThresholdMask.Apply([Level("Black", 3)])[0].Status);

    [Theory]
    [InlineData("gap")]
    [InlineData("ratio")]
    [InlineData("index")]
    public void A_comparison_is_masked_when_either_side_is(string statistic)
    {
        MeasureRow[] rows =
        [
            Level("White", 900), Level("Black", 9), Level("Asian", 90),
            Compared("Black", "White", statistic), Compared("Asian", "Black", statistic), Compared("Asian", "White", statistic),
        ];
        Assert.Equal([false, true, false, true, true, false], ThresholdMask.Apply(rows).Select(r => r.Symbol == "c"));
    }

    [Fact]
    public void Sides_are_found_by_measure_window_and_breakdown()
    {
        MeasureRow small = Level("Black", 9);
        MeasureRow gap = Compared("Black", "White", "gap");
        MeasureRow[] elsewhere =
        [
            gap with { MeasureId = "PAS-02" }, gap with { Window = "rolling-4q" }, gap with { Breakdown = "rank" }, gap with { Quarter = "2026-27-Q1" },
        ];
        Assert.Equal(elsewhere, ThresholdMask.Apply([small, .. elsewhere]).Skip(1));
    }

    [Fact]
    public void A_change_goes_with_its_level() =>
        Assert.Equal("c", ThresholdMask.Apply([Level("Black", 9), Compared("Black", "", "change")])[1].Symbol);

    [Fact]
    public void A_figure_that_was_not_supplied_stays_so()
    {
        MeasureRow missing = Compared("Black", "White", "gap") with { Value = null, N = null, Symbol = "x" };
        Assert.Equal(missing, ThresholdMask.Apply([Level("Black", 9), missing])[1]);
    }

    [Fact]
    public void Masking_twice_is_masking_once()
    {
        IReadOnlyList<MeasureRow> once = ThresholdMask.Apply([Level("Black", 9), Level("White", 90), Compared("Black", "White", "gap")]);
        Assert.Equal(once, ThresholdMask.Apply(once));
    }

    [Fact]
    public void Thresholds_are_policy() =>
        Assert.Equal("c", ThresholdMask.Apply([Level("Black", 29)], new DisclosureThresholds(SurveyMinimumBase: 30))[0].Symbol);

    private static MeasureRow Level(string group, int n) => new()
    {
        Quarter = "2026-27-Q2",
        PeriodStart = new DateOnly(2026, 7, 1),
        PeriodEnd = new DateOnly(2026, 9, 30),
        Window = "quarter",
        MeasureId = "PAS-05",
        MeasureName = "Trust the Met",
        Feed = "pas",
        Breakdown = "ethnicity",
        Group = group,
        Statistic = "level",
        Unit = "percent",
        Value = 60,
        Lower = 50,
        Upper = 70,
        N = n,
        NEffective = n * 0.8,
        Polarity = "up",
        CatalogueVersion = "test",
    };

    private static MeasureRow Compared(string group, string comparator, string statistic) =>
        Level(group, 0) with { Comparator = comparator, Statistic = statistic, Unit = "percentage points", N = null, NEffective = null };
}
