using IncDiv.Contracts.Rows;

namespace IncDiv.Measures.Tests;

/// <summary>For any input, a figure is right, has the symbol that says why it is missing, or is rejected. It is never NaN, infinite or silently
/// wrong.</summary>
public class BadInputTests
{
    private static readonly Quarter Now = Figures.Now;

    [Theory]
    [InlineData("workforce", "leaver=true")]
    [InlineData("pas", "q60=97")]
    [InlineData("victim-satisfaction", "overall=97")]
    [InlineData("staff-survey", "s01=99")]
    public void With_nobody_in_a_denominator_every_figure_is_empty_with_its_symbol(string feed, string row)
    {
        Figures figures = FourYears(feed, _ => [row]);
        Assert.All(
            figures.Rows.Where(r => r.Feed == feed && r.Value is null),
            r => Assert.NotEqual(Symbols.None, r.Symbol & (Symbols.NotSupplied | Symbols.NotApplicable | Symbols.SmallBase)));
        Assert.Contains(figures.Rows, r => r.Feed == feed && r.Symbol == Symbols.NotApplicable);
        AssertFinite(figures);
    }

    [Theory]
    [InlineData("q60=1 nq135bd=1", 100.0)]
    [InlineData("q60=5 nq135bd=5", 0.0)]
    public void When_all_answers_are_equal_the_interval_has_a_width_and_nothing_differs(string answers, double value)
    {
        Figures figures = FourYears("pas", _ =>
        [
            .. Enumerable.Repeat($"{answers} ethnicity=B1 borough=E09000002 weight=0.7", 30),
            .. Enumerable.Repeat($"{answers} ethnicity=W1 borough=E09000003 weight=1.3", 30),
        ]);
        foreach (string id in new[] { "PAS-01", "PAS-05" })
        {
            MeasureRow level = figures[id, "all", "All", window: MeasureWindow.Quarter];
            MeasureRow gap = figures[id, "ethnicity_broad", "BME", Statistic.Gap, MeasureWindow.Quarter];
            Assert.Equal(value, level.Value!.Value, 1e-9);
            Assert.InRange(level.Upper!.Value - level.Lower!.Value, 1, 20);
            Assert.Equal(0.0, gap.Value!.Value, 1e-9);
            Assert.NotEqual(Significance.Higher, gap.Significance);
            Assert.NotEqual(Significance.Lower, gap.Significance);
            Assert.Equal(Variation.CommonCause, level.Variation);
        }
        AssertFinite(figures);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e12")]
    [InlineData("Infinity")]
    public void An_invalid_weight_is_refused_with_column_and_feed(string weight)
    {
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => Rows.Tally("pas", Now, "q60=1", $"q60=1 weight={weight}"));
        Assert.Contains("'weight' of feed 'pas'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("R203", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dominant_weight_leaves_hardly_any_effective_base()
    {
        MeasureRow level =
            Figures.Of("pas", ["q60=1 weight=50", .. Enumerable.Repeat("q60=5 weight=0.01", 200)])["PAS-01", "all", "All", window: MeasureWindow.Quarter];
        Assert.Equal(201, level.N);
        Assert.InRange(level.NEffective!.Value, 1, 1.1);
        Assert.True(level.Upper - level.Lower > 50);
    }

    [Fact]
    public void Groups_of_one_have_wide_intervals_and_no_test_of_means()
    {
        Figures figures = FourYears(
            "staff-survey",
            _ => ["s01=1 bullied=1 s03=1 s04=1 s05=1 s09=1 s12=1 ethnicity=B1 sex=F", "s01=5 bullied=2 s03=5 s04=5 s05=5 s09=5 s12=5 ethnicity=W1 sex=M"]);
        MeasureRow share = figures["SS-01", "ethnicity_broad", "BME"];
        MeasureRow mean = figures["SS-14", "ethnicity_broad", "BME"];
        MeasureRow gap = figures["SS-14", "ethnicity_broad", "BME", Statistic.Gap];
        Assert.Equal((100.0, 1, Symbols.SmallBase), (share.Value!.Value, share.N, share.Symbol));
        Assert.True(share.Lower < 25);
        Assert.Equal((100.0, null), (mean.Value!.Value, mean.Lower));
        Assert.Equal((100.0, null, Significance.NotTested), (gap.Value!.Value, gap.PValue, gap.Significance));
        AssertFinite(figures);
    }

    /// <summary>Ten equal answers have no spread, so neither they nor comparisons with them have an interval or a test.</summary>
    [Fact]
    public void Equal_answers_have_a_mean_without_interval_and_no_test_against_it()
    {
        static IEnumerable<string> Answers(int change, int i) =>
        [
            .. Enumerable.Range(0, 40).Select(n => $"s03=2 s04=2 s05=1 s09=2 s12=2 ethnicity=B1 weight={1 + n % 7}.3"),
            .. Enumerable.Range(0, 40).Select(n => $"s03={1 + (n + change) % 5} s04=5 s05=4 s09=3 s12={1 + n % i} ethnicity=W1"),
        ];
        Figures figures = Figures.Of(
            "staff-survey", (Now, Rows.Tally("staff-survey", Now, Answers(1, 2))), (Now.AddQuarters(-4), Rows.Tally("staff-survey", Now, Answers(0, 3))));
        MeasureRow bme = figures["SS-14", "ethnicity_broad", "BME"], white = figures["SS-14", "ethnicity_broad", "White"];
        Assert.Equal((80.0, null, null), (Math.Round(bme.Value!.Value, 9), bme.Lower, bme.Upper));
        Assert.True(white.Upper - white.Lower > 1);
        MeasureRow gap = figures["SS-14", "ethnicity_broad", "BME", Statistic.Gap];
        MeasureRow[] without =
        [
            gap, figures["SS-14", "ethnicity_broad", "BME", Statistic.Change, comparator: ""],
            figures["SS-14", "ethnicity_broad", "BME", Statistic.Change, comparator: "White"],
        ];
        Assert.All(
            without,
            r => Assert.Equal((true, null, null, null, Significance.NotTested), (r.Value is not null, r.Lower, r.Upper, r.PValue, r.Significance)));
        Assert.NotNull(figures["SS-14", "ethnicity_broad", "White", Statistic.Change].PValue);
    }

    /// <summary>In the year before the share was 0 % or 100 %. The test of an index does not treat that as certain, and agrees with the interval.</summary>
    [Theory]
    [InlineData(0, 3)]
    [InlineData(0, 12)]
    [InlineData(60, 57)]
    public void An_index_of_nobody_or_everybody_is_tested_on_both_years_together(int then, int now)
    {
        static FeedTally Officers(int bme) =>
            Rows.Tally("workforce", Now, Enumerable.Range(0, 60).Select(i => $"leaver=false worker_type=OFFICER ethnicity={(i < bme ? "B1" : "W1")}"));
        MeasureRow change = Figures.Of("workforce", (Now, Officers(now)), (Now.AddQuarters(-4), Officers(then)))["WF-08", "all", "All", Statistic.Change];
        Assert.Equal(Normal.TwoSidedP(ZTest.Pooled(now / 60.0, 60, then / 60.0, 60)), change.PValue!.Value, 1e-9);
        Assert.Equal(change.Lower <= 0 && 0 <= change.Upper, change.PValue >= 0.05);
    }

    [Theory]
    [InlineData("pas", "q60=2 nq135bd=2 ethnicity=B1 sex=F disability=Y age_band=16-24 sexual_orientation=GAY borough=E09000002")]
    [InlineData(
        "workforce",
        "leaver=false worker_type=OFFICER rank=Constable ethnicity=B1 sex=F disability=Y hourly_pay=20 service_months=1 length_of_service=<6m")]
    public void With_everyone_in_one_group_there_is_nobody_to_compare_with(string feed, string row)
    {
        Figures figures = FourYears(feed, _ => Enumerable.Repeat(row, 40));
        MeasureRow[] comparisons = [.. figures.Rows.Where(r => r.Feed == feed && r.Statistic is Statistic.Gap or Statistic.Ratio && r.Feed == feed)];
        Assert.NotEmpty(comparisons);
        Assert.All(
            comparisons,
            r => Assert.True(
                r.Value is null && r.Symbol is Symbols.NotApplicable or Symbols.NotSupplied,
                $"{r.MeasureId} {r.Breakdown} {r.Group} {r.Comparator}: {r.Value} '{r.Symbol}'"));
        AssertFinite(figures);
    }

    [Fact]
    public void A_rank_without_a_feeder_rank_has_no_promotion_index_and_no_leavers_give_no_ratio()
    {
        Figures figures = FourYears(
            "workforce",
            _ =>
            [
                .. Enumerable.Repeat("leaver=false worker_type=OFFICER rank=Sergeant promoted=true ethnicity=B1 sex=F", 3),
                "leaver=false worker_type=OFFICER rank=Sergeant ethnicity=W1 sex=M",
            ]);
        Assert.Equal(Symbols.NotApplicable, figures["WF-12", "all", "All", Statistic.Index].Symbol);
        MeasureRow ratio = figures["WF-13", "ethnicity_broad", "BME", Statistic.Ratio];
        Assert.Equal((Symbols.NotApplicable, null), (ratio.Symbol, ratio.Value));
        Assert.Equal(Symbols.NotApplicable, figures["WF-13b", "ethnicity_broad", "BME"].Symbol);
        AssertFinite(figures);
    }

    [Fact]
    public void A_file_whose_code_list_lost_a_value_only_lacks_that_group()
    {
        RowBatch whole = Rows.Of("pas", Now, "q60=1 sex=F", "q60=5 sex=M", "q60=5 sex=X");
        int column = whole.Names.ToList().IndexOf("sex");
        var shorter = new CodeValues(["F", "X", "unheard"]);
        shorter.EnsureCapacity(3);
        (shorter.Indices[0], shorter.Indices[1], shorter.Indices[2]) = (1, 3, 2);
        var batch = new RowBatch(Now, whole.Names, [.. whole.Columns.Select((c, i) => i == column ? shorter : c)]) { Count = 3 };
        var tally = new FeedTally(ContractSet.Embedded.Measures, Rows.Feed("pas"));
        tally.Add(batch);
        Figures figures = Figures.Of("pas", (Now, tally));
        MeasureRow women = figures["PAS-01", "sex", "Female", window: MeasureWindow.Quarter];
        Assert.Equal((100.0, 1), (women.Value!.Value, women.N));
        Assert.Equal(Symbols.NotApplicable, figures["PAS-01", "sex", "Male", window: MeasureWindow.Quarter].Symbol);
        Assert.Equal(3, figures["PAS-01", "all", "All", window: MeasureWindow.Quarter].N);
    }

    [Fact]
    public void A_contract_whose_code_list_lost_a_value_is_refused_at_the_start()
    {
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => ContractSet.Read(
            ContractText.Embedded.Select(t => t with { Yaml = t.Yaml.Replace("sex: [F, M, X]", "sex: [F, M, Z]", StringComparison.Ordinal) })));
        Assert.Contains("Measure 'WF-03': 'Z' is neither a code nor a group of code list 'sex'", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The direction of a scale is never guessed: the reverse-coded quarter shows as a signal, and its changes are significant.</summary>
    [Fact]
    public void A_reverse_coded_scale_is_a_signal_and_never_goes_unnoticed()
    {
        Figures figures = FourYears("pas", q => Enumerable.Range(0, 400).Select(i => $"q60={((i < 270 + q % 2) == (q != 16) ? 2 : 4)} weight=1"));
        MeasureRow level = figures["PAS-01", "all", "All", window: MeasureWindow.Quarter];
        Assert.Equal((Variation.Concern, 32.5), (level.Variation, level.Value!.Value));
        Assert.Equal(Significance.Lower, figures["PAS-01", "all", "All", Statistic.Change, MeasureWindow.Quarter].Significance);
    }

    private static Figures FourYears(string feed, Func<int, IEnumerable<string>> rows) =>
        Figures.Of(feed, [.. Enumerable.Range(0, 17).Select(q => (Now.AddQuarters(q - 16), Rows.Tally(feed, Now, rows(q))))]);

    private static void AssertFinite(Figures figures) => Assert.All(
        figures.Rows,
        r => Assert.All(
            new[] { r.Value, r.Lower, r.Upper, r.NEffective, r.PValue, r.PAdjusted, r.Target },
            number => Assert.True(number is null || double.IsFinite(number.Value), $"{r.MeasureId} {r.Breakdown} {r.Group} {r.Statistic}: {number}")));
}
