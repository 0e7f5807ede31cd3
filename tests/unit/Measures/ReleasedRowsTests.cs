namespace IncDiv.Measures.Tests;

/// <summary>What is computed over released rows (disclosure.md S13, S14).</summary>
public sealed class ReleasedRowsTests
{
    private static readonly Quarter Now = new(2026, 2);

    [Fact]
    public void A_hidden_test_does_not_show_in_the_adjusted_values_of_others()
    {
        MeasureRow[] rows = [.. Satisfaction().Where(r => r.PValue is not null)];
        Assert.True(rows.Length > 3);

        MeasureRow[] hidden = [.. rows.Select((r, i) => i == 1 ? r with { Value = null, PValue = null } : r)];
        MeasureRow[] twin = [.. rows.Select((r, i) => i == 1 ? r with { Value = null, PValue = null, PAdjusted = 0.5 } : r with { PAdjusted = null })];

        double[] shown = MultipleTests.BenjaminiHochberg([.. hidden.Where(r => r.PValue is not null).Select(r => r.PValue!.Value)]);
        Assert.Equal(shown, Shown(hidden));
        Assert.Equal(shown, Shown(twin));
        Assert.NotEqual(shown, rows.Where((_, i) => i != 1).Select(r => r.PAdjusted!.Value));

        static IEnumerable<double> Shown(MeasureRow[] rows) =>
            MultipleComparisons.Adjust(rows).Where(r => r.PValue is not null).Select(r => r.PAdjusted!.Value);
    }

    [Theory]
    [InlineData(Unit.Percent, 12.349999, 12.3)]
    [InlineData(Unit.Percent, 1.15, 1.2)]
    [InlineData(Unit.PercentagePoints, -0.25, -0.3)]
    [InlineData(Unit.Ratio, 0.87654321, 0.88)]
    [InlineData(Unit.Count, 43_210.4, 43_210)]
    [InlineData(Unit.Years, 7.05, 7.1)]
    public void A_figure_has_the_decimals_of_its_unit_and_halves_go_away_from_zero(Unit unit, double exact, double published)
    {
        MeasureRow row = Satisfaction()[0] with { Unit = unit, Value = exact, Lower = exact, Upper = exact };
        row = row with { NEffective = 812.5, PValue = 0.00049, PAdjusted = 0.0125 };

        MeasureRow rounded = Round(row);

        Assert.Equal((published, published, published), (rounded.Value, rounded.Lower, rounded.Upper));
        Assert.Equal((813.0, 0.0, 0.013), (rounded.NEffective, rounded.PValue, rounded.PAdjusted));
        Assert.Equal(rounded, Round(rounded));
    }

    [Theory]
    [InlineData(0.04, true)]
    [InlineData(-0.04, true)]
    [InlineData(0, false)]
    public void A_figure_that_rounds_to_zero_and_is_not_zero_says_so(double exact, bool isLow)
    {
        MeasureRow rounded = Round(Satisfaction()[0] with { Value = exact, Symbol = Symbols.None });
        Assert.Equal(("0", isLow), (rounded.Value!.Value.ToString(CultureInfo.InvariantCulture), rounded.Symbol == Symbols.Low));
    }

    [Fact]
    public void Every_figure_of_a_table_comes_out_with_few_digits()
    {
        IReadOnlyList<MeasureRow> rows = PublishedPrecision.Round(Satisfaction(), ContractSet.Embedded.Measures);
        double[] values = [.. rows.SelectMany(r => new[] { r.Value, r.Lower, r.Upper, r.NEffective, r.PValue, r.PAdjusted }).OfType<double>()];
        Assert.True(values.Length > 100);
        Assert.All(values, v => Assert.Equal((decimal)v, Math.Round((decimal)v, 3)));
    }

    private static MeasureRow Round(MeasureRow row) => Assert.Single(PublishedPrecision.Round([row], ContractSet.Embedded.Measures));

    private static IReadOnlyList<MeasureRow> Satisfaction() => Figures.Of(
        "victim-satisfaction",
        (Now.AddQuarters(-4), Rows.Tally("victim-satisfaction", Now, Answers(300, 320))),
        (Now, Rows.Tally("victim-satisfaction", Now, Answers(330, 325)))).Rows;

    private static IEnumerable<string> Answers(int asian, int white) =>
    [
        .. Enumerable.Range(0, 500).Select(i => $"ethnicity=A1 overall={(i < asian ? 1 : 7)}"),
        .. Enumerable.Range(0, 500).Select(i => $"ethnicity=W1 overall={(i < white ? 1 : 7)}"),
    ];
}
