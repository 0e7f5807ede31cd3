using IncDiv.Measures.Tests.Statistics;

namespace IncDiv.Measures.Tests;

/// <summary>The methods that the catalogue chooses per measure, from rows to figures.</summary>
public class MethodsTests
{
    /// <summary>PAS-05 names boroughs as strata: standard error 0.107517327671 of statistics.md C2, stratified.</summary>
    [Fact]
    public void A_measure_with_strata_has_the_standard_error_of_the_design()
    {
        Figures survey = Figures.Of("pas", SurveyMeasuresTests.Svy24.Split(';').Select(r => r.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(r => $"borough=E090000{r[0]} weight={r[1]} ethnicity={r[2]}1 nq135bd={(r[3] == "1" ? 2 : 3)}"));
        MeasureRow level = survey["PAS-05", "all", "All", window: MeasureWindow.Quarter];
        MeasureRow gap = survey["PAS-05", "ethnicity_broad", "BME", Statistic.Gap, MeasureWindow.Quarter];
        const double P = 15.8 / 24;
        double n = P * (1 - P) / (0.107517327671 * 0.107517327671);
        Interval wilson = Wilson.Interval(P * n, n).Times(100);
        WilsonTests.AssertEqual(wilson.Lower, wilson.Upper, new Interval(level.Lower!.Value, level.Upper!.Value), 1e-7);
        Assert.Equal(100 * P, level.Value!.Value, 1e-9);
        Assert.Equal(21.1143695015, level.NEffective!.Value, 1e-9);
        // Three strata, two domains: t on 24 - 3 - 1 degrees of freedom around the same gap.
        Assert.Equal(-35.5058152293, gap.Value!.Value, 1e-9);
        double half = (gap.Upper!.Value - gap.Lower!.Value) / 2;
        Assert.Equal(gap.Value.Value, (gap.Upper.Value + gap.Lower.Value) / 2, 1e-9);
        Assert.Equal(gap.PValue!.Value, StudentT.TwoSidedP(gap.Value.Value / (half / StudentT.Point95(20)), 20), 1e-9);
    }

    /// <summary>A group whose answers are all the same has no design variance, so its share is based on Kish's effective base, in the gap and in the
    /// level.</summary>
    [Fact]
    public void A_gap_to_a_group_with_equal_answers_does_not_treat_them_as_certain()
    {
        Figures survey = Figures.Of("pas", SurveyMeasuresTests.Svy24.Split(';').Select(r => r.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(r => $"borough=E090000{r[0]} weight={r[1]} ethnicity={r[2]}1 nq135bd={(r[3] == "1" || r[2] == "B" ? 2 : 3)}"));
        MeasureRow gap = survey["PAS-05", "ethnicity_broad", "BME", Statistic.Gap, MeasureWindow.Quarter];
        const double White = 11.7 / 14.7, OfBme = 7.52741514360314, OfWhite = 13.68524382520583;
        Interval newcombe = Newcombe.Interval(1, OfBme, White, OfWhite).Times(100);
        WilsonTests.AssertEqual(newcombe.Lower, newcombe.Upper, new Interval(gap.Lower!.Value, gap.Upper!.Value), 1e-7);
        Assert.Equal(Normal.TwoSidedP(ZTest.Pooled(1, OfBme, White, OfWhite)), gap.PValue!.Value, 1e-9);
    }

    [Fact]
    public void A_change_of_a_standardised_rate_does_not_reflect_the_mix()
    {
        // In both years new recruits resign at 10 % and others at 2 %; the force has many more recruits now.
        static IEnumerable<string> People(int recruits, int others) =>
        [
            .. Enumerable.Repeat("leaver=false worker_type=OFFICER length_of_service=1-2y", recruits),
            .. Enumerable.Repeat("leaver=false worker_type=OFFICER length_of_service=10-15y", others),
            .. Enumerable.Repeat("leaver=true leave_reason=RESIGN worker_type=OFFICER length_of_service=1-2y", recruits / 40),
            .. Enumerable.Repeat("leaver=true leave_reason=RESIGN worker_type=OFFICER length_of_service=10-15y", others / 200),
        ];
        Figures figures = Figures.Of(
            "workforce",
            [
                .. Enumerable.Range(0, 8).Select(
                    q => (Figures.Now.AddQuarters(-q), Rows.Tally("workforce", Figures.Now, q < 4 ? People(1200, 800) : People(400, 1600)))),
            ]);
        Assert.True(figures["WF-13", "all", "All", Statistic.Change].Value > 2);
        MeasureRow change = figures["WF-13b", "all", "All", Statistic.Change];
        Assert.Equal(0.0, change.Value!.Value, 1e-9);
        Assert.Equal(1.0, change.PValue!.Value, 1e-6);
    }

    [Fact]
    public void A_standardised_rate_removes_the_effect_of_lengths_of_service()
    {
        // New recruits resign at 10 %, others at 2 %, in both groups; BME colleagues are mostly new.
        static IEnumerable<string> People(string ethnicity, int recruits, int others) =>
        [
            .. Enumerable.Repeat($"leaver=false worker_type=OFFICER ethnicity={ethnicity} length_of_service=1-2y", recruits),
            .. Enumerable.Repeat($"leaver=false worker_type=OFFICER ethnicity={ethnicity} length_of_service=10-15y", others),
            .. Enumerable.Repeat($"leaver=true leave_reason=RESIGN worker_type=OFFICER ethnicity={ethnicity} length_of_service=1-2y", recruits / 40),
            .. Enumerable.Repeat($"leaver=true leave_reason=RESIGN worker_type=OFFICER ethnicity={ethnicity} length_of_service=10-15y", others / 200),
        ];
        Figures figures = Figures.Of(
            "workforce",
            [.. Enumerable.Range(0, 4)
                .Select(q => (Figures.Now.AddQuarters(-q), Rows.Tally("workforce", Figures.Now, [.. People("B1", 800, 200), .. People("W1", 400, 1600)])))]);
        Assert.Equal(100 * (80 + 4) / 1000.0, figures["WF-13", "ethnicity_broad", "BME"].Value!.Value, 1e-9);
        Assert.Equal(Significance.Higher, figures["WF-13", "ethnicity_broad", "BME", Statistic.Gap].Significance);
        double standard = 100 * (0.1 * 1200 + 0.02 * 1800) / 3000;
        Assert.Equal(standard, figures["WF-13b", "ethnicity_broad", "BME"].Value!.Value, 1e-9);
        Assert.Equal(standard, figures["WF-13b", "ethnicity_broad", "White"].Value!.Value, 1e-9);
        Assert.Equal(standard, figures["WF-13b", "all", "All"].Value!.Value, 1e-9);
        Assert.Equal(Significance.NoClearDifference, figures["WF-13b", "ethnicity_broad", "BME", Statistic.Gap].Significance);
        MeasureRow ratio = figures["WF-13", "ethnicity_broad", "BME", Statistic.Ratio];
        Assert.Equal(0.084 / ((40 + 32) / 2000.0), ratio.Value!.Value, 1e-9);
        Assert.Equal("above five-quarters; the interval excludes 1", ratio.Note);
    }

    /// <summary>Counts this small need Fisher's test. Ranks of WF-09: 4 of 20 sergeants, 45 of 150 constables.</summary>
    [Fact]
    public void A_ratio_of_small_counts_is_tested_by_Fisher()
    {
        static IEnumerable<string> Rank(string rank, int bme, int all) =>
            Enumerable.Range(0, all).Select(i => $"leaver=false worker_type=OFFICER rank={rank} ethnicity={(i < bme ? "B1" : "W1")}");
        MeasureRow ratio = Figures.Of("workforce", [.. Rank("Constable", 45, 150), .. Rank("Sergeant", 4, 20)])["WF-09", "rank", "Sergeant", Statistic.Ratio];
        Assert.Equal(0.666666666667, ratio.Value!.Value, 1e-9);
        WilsonTests.AssertEqual(0.268357180977, 1.656167510875, new Interval(ratio.Lower!.Value, ratio.Upper!.Value));
        Assert.Equal(0.438584310569, ratio.PValue!.Value, 1e-9);
        Assert.Equal((Significance.NoClearDifference, "below four-fifths; the exact test does not distinguish it from 1"), (ratio.Significance, ratio.Note));
    }
}
