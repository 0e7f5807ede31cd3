using IncDiv.Measures.Tests.Statistics;

namespace IncDiv.Measures.Tests;

public class SurveyMeasuresTests
{
    /// <summary>Data set SVY24 of statistics.md C2: borough, weight, group, answer.</summary>
    internal const string Svy24 = """
        02 0.6 B 1; 02 0.8 W 1; 02 1.2 W 0; 02 1.5 B 0; 02 0.9 W 1; 02 0.7 W 1; 02 1.1 B 0; 02 1.2 W 1; 22 0.5 B 0; 22 1.9 B 1; 22 1.4 W 1; 22 0.8 W 1;
        22 1.0 B 0; 22 0.7 W 1; 22 1.3 W 0; 22 0.4 B 1; 33 1.6 W 1; 33 0.9 W 1; 33 0.8 W 1; 33 1.1 B 0; 33 0.7 W 1; 33 1.2 B 1; 33 0.5 W 0; 33 1.2 W 1
        """;

    private static readonly Figures Survey = Figures.Of("pas", Svy24.Split(';').Select(r => r.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Select(r => $"borough=E090000{r[0]} weight={r[1]} ethnicity={r[2]}1 q60={(r[3] == "1" ? 2 : 3)}"));

    [Fact]
    public void A_weighted_level_has_Kish_base_and_Wilson_interval()
    {
        MeasureRow level = Survey["PAS-01", "all", "All", window: MeasureWindow.Quarter];
        Assert.Equal(65.8333333333333, level.Value!.Value, 1e-9);
        Assert.Equal(24, level.N);
        Assert.Equal(21.1143695015, level.NEffective!.Value, 1e-9);
        WilsonTests.AssertEqual(44.6297387932, 82.1624675102, new Interval(level.Lower!.Value, level.Upper!.Value));
        Assert.Equal(1.13666666667, level.N!.Value / level.NEffective.Value, 1e-9);
    }

    [Theory]
    [InlineData("BME", 9, 44.0860215054, 7.5274151436, 17.1549678002, 75.0136548058)]
    [InlineData("White", 15, 79.5918367347, 13.6852438252, 53.1539913051, 93.0579527361)]
    public void A_group_is_estimated_from_its_own_rows(string group, int n, double value, double effective, double lower, double upper)
    {
        MeasureRow level = Survey["PAS-01", "ethnicity_broad", group, window: MeasureWindow.Quarter];
        Assert.Equal(n, level.N);
        Assert.Equal(value, level.Value!.Value, 1e-9);
        Assert.Equal(effective, level.NEffective!.Value, 1e-9);
        WilsonTests.AssertEqual(lower, upper, new Interval(level.Lower!.Value, level.Upper!.Value));
    }

    [Fact]
    public void A_gap_is_in_percentage_points_with_a_Newcombe_interval_on_effective_bases()
    {
        MeasureRow gap = Survey["PAS-01", "ethnicity_broad", "BME", Statistic.Gap, MeasureWindow.Quarter];
        Assert.Equal(("White", Unit.PercentagePoints), (gap.Comparator, gap.Unit));
        Assert.Equal(-35.5058152293, gap.Value!.Value, 1e-9);
        WilsonTests.AssertEqual(-65.6159121045, 5.18175255896, new Interval(gap.Lower!.Value, gap.Upper!.Value));
        double z = ZTest.Pooled(4.1 / 9.3, 7.5274151436, 11.7 / 14.7, 13.6852438252);
        Assert.Equal(Normal.TwoSidedP(z), gap.PValue!.Value, 1e-9);
        Assert.Equal(Significance.NoClearDifference, gap.Significance);
    }

    [Fact]
    public void A_borough_is_compared_with_the_rest_of_London()
    {
        MeasureRow gap = Survey["PAS-01", "borough", "Lambeth", Statistic.Gap, MeasureWindow.Quarter];
        // Lambeth: 5.2 of 8.0; elsewhere 10.6 of 16.0.
        Assert.Equal("Rest of London", gap.Comparator);
        Assert.Equal(100 * (5.2 / 8 - 10.6 / 16), gap.Value!.Value, 1e-9);
        Assert.Equal(8, gap.N);
    }

    [Fact]
    public void A_base_below_the_minimum_is_marked() => Assert.Equal(Symbols.SmallBase, Survey["PAS-01", "all", "All", window: MeasureWindow.Quarter].Symbol);

    [Fact]
    public void Nobody_in_the_denominator_is_not_applicable_and_never_NaN()
    {
        MeasureRow level = Survey["PAS-01", "sex", "Female", window: MeasureWindow.Quarter];
        MeasureRow gap = Survey["PAS-01", "sex", "Female", Statistic.Gap, MeasureWindow.Quarter];
        Assert.Equal((Symbols.NotApplicable, null, 0, TargetStatus.NoData), (level.Symbol, level.Value, level.N, level.Status));
        Assert.Equal((Symbols.NotApplicable, null), (gap.Symbol, gap.Value));
        Assert.All(Survey.Rows, r => Assert.All(
            new[] { r.Value, r.Lower, r.Upper, r.NEffective, r.PValue }, number => Assert.True(number is null || double.IsFinite(number.Value))));
    }

    [Fact]
    public void Answers_outside_the_scale_and_rows_not_asked_are_outside_the_denominator()
    {
        Figures figures = Figures.Of("pas", "q60=1 weight=1", "q60=5 weight=1", "q60=97 weight=1", "q60=99 weight=1", "weight=1");
        MeasureRow level = figures["PAS-01", "all", "All", window: MeasureWindow.Quarter];
        Assert.Equal((50.0, 2), (level.Value!.Value, level.N));
    }

    [Fact]
    public void Respect_when_stopped_requires_yes_to_all_three_items()
    {
        Figures figures = Figures.Of(
            "pas", "xq128a=1 xq128c=1 xq128d=1 xq128e=1", "xq128a=1 xq128c=1 xq128d=2 xq128e=1", "xq128a=1 xq128c=1 xq128d=1", "xq128a=2");
        MeasureRow level = figures["PAS-14", "all", "All", window: MeasureWindow.Quarter];
        Assert.Equal((50.0, 2), (level.Value!.Value, level.N));
    }

    [Fact]
    public void Young_people_are_compared_with_everyone_older_under_the_breakdown_age()
    {
        Figures figures = Figures.Of("pas", "age_band=16-24 q60=1", "age_band=16-24 q60=4", "age_band=25-34 q60=1", "age_band=65+ q60=2");
        Assert.Equal(50, figures["PAS-01", "age", "16-24", window: MeasureWindow.Quarter].Value);
        MeasureRow older = figures["PAS-01", "age", "25+", window: MeasureWindow.Quarter];
        MeasureRow gap = figures["PAS-01", "age", "16-24", Statistic.Gap, MeasureWindow.Quarter];
        Assert.Equal((100.0, 2), (older.Value!.Value, older.N));
        Assert.Equal(("25+", -50.0), (gap.Comparator, gap.Value!.Value));
    }

    [Fact]
    public void BME_women_are_a_group_of_their_own()
    {
        Figures figures = Figures.Of("pas", "ethnicity=A1 sex=F q60=1", "ethnicity=B2 sex=F q60=4", "ethnicity=W1 sex=F q60=4", "ethnicity=NS sex=F q60=4");
        MeasureRow level = figures["PAS-01", "ethnicity_broad x sex", "BME, Female", window: MeasureWindow.Quarter];
        Assert.Equal((50.0, 2), (level.Value!.Value, level.N));
    }

    [Fact]
    public void Improved_minus_worsened_is_a_net_figure_in_percentage_points()
    {
        Figures figures = Figures.Of(
            "victim-satisfaction", "views_changed=1", "views_changed=1", "views_changed=2", "views_changed=3", "views_changed=97");
        MeasureRow net = figures["VSS-09", "all", "All", window: MeasureWindow.Quarter];
        Assert.Equal((25.0, 4, Unit.PercentagePoints), (net.Value!.Value, net.N, net.Unit));
        // Scores 100, 100, 0, -100: sample standard deviation 95.74, standard error 47.87.
        Assert.Equal(25 + 1.959963984540054 * Math.Sqrt(27500.0 / 3 / 4), net.Upper!.Value, 1e-9);
    }

    [Fact]
    public void Hate_crime_victims_are_compared_with_burglary_victims()
    {
        IEnumerable<string> Victims(string group, int satisfied, int all) =>
            Enumerable.Range(0, all).Select(i => $"victim_group={group} overall={(i < satisfied ? 3 : 4)}");
        Figures figures = Figures.Of("victim-satisfaction", [.. Victims("HATE", 717, 1000), .. Victims("BURGLARY", 1632, 2000)]);
        MeasureRow gap = figures["VSS-07", "victim_group", "Hate crime", Statistic.Gap, MeasureWindow.Quarter];
        Assert.Equal(-9.9, gap.Value!.Value, 1e-9);
        WilsonTests.AssertEqual(-13.20479878907, -6.67400281433, new Interval(gap.Lower!.Value, gap.Upper!.Value));
        Assert.Equal(5.60185979524e-10, gap.PValue!.Value, 1e-18);
        Assert.Equal(("Burglary", Significance.Lower, Symbols.None), (gap.Comparator, gap.Significance, gap.Symbol));
    }

    [Fact]
    public void The_engagement_index_is_the_mean_score_of_those_who_answered_every_item()
    {
        const string Best = "s03=1 s04=1 s05=1 s09=1 s12=1", Middle = "s03=1 s04=2 s05=3 s09=4 s12=5", Partial = "s03=1 s04=1 s05=98 s09=1 s12=1";
        MeasureRow index = Figures.Of("staff-survey", Best, Middle, Partial)["SS-14", "all", "All"];
        Assert.Equal((75.0, 2, MeasureWindow.Wave), (index.Value!.Value, index.N, index.Window));
    }

    [Fact]
    public void The_response_rate_needs_the_number_invited()
    {
        FeedTally tally = Rows.Tally("staff-survey", Figures.Now, Enumerable.Repeat("s01=1", 60));
        Assert.Equal(Symbols.NotSupplied, Figures.Of("staff-survey", (Figures.Now, tally))["SS-15", "all", "All"].Symbol);
        tally.Invited = 200;
        MeasureRow rate = Figures.Of("staff-survey", (Figures.Now, tally))["SS-15", "all", "All"];
        Assert.Equal((30.0, 200), (rate.Value!.Value, rate.N));
    }

    [Fact]
    public void Text_columns_take_their_values_as_groups_in_ordinal_order()
    {
        Figures figures = Figures.Of("staff-survey", "business_group=Met_HQ s01=1", "business_group=Frontline_Policing s01=5", "business_group=Idle s01=97");
        Assert.Equal(
            ["Frontline Policing", "Met HQ"],
            figures.Rows.Where(r => r.MeasureId == "SS-01" && r.Breakdown == "business_group").Select(r => r.Group));
    }

    [Fact]
    public void Figures_do_not_change_with_the_order_of_rows_or_their_batches()
    {
        var random = new Random(11);
        string[] rows = [.. Enumerable.Range(0, 5000).Select(_ => string.Create(
            CultureInfo.InvariantCulture,
            $"q60={random.Next(1, 6)} q61={random.Next(1, 6)} sex={"FMX"[random.Next(3)]} ethnicity={"WMABO"[random.Next(5)]} "
                + $"borough=E090000{random.Next(10, 30)} weight={random.Next(1, 400) / 100.0}"))];
        string[] shuffled = [.. rows];
        random.Shuffle(shuffled);
        var split = new FeedTally(Contracts.ContractSet.Embedded.Measures, Rows.Feed("pas"));
        foreach (string[] chunk in shuffled.Chunk(777))
            split.Add(Rows.Of("pas", Figures.Now, chunk));
        IReadOnlyList<MeasureRow> whole = Figures.Of("pas", rows).Rows, other = Figures.Of("pas", (Figures.Now, split)).Rows;
        Assert.Equal(whole.Count, other.Count);
        foreach ((MeasureRow a, MeasureRow b) in whole.Zip(other))
        {
            Assert.Equal((a.MeasureId, a.Breakdown, a.Group, a.Statistic, a.Window, a.N), (b.MeasureId, b.Breakdown, b.Group, b.Statistic, b.Window, b.N));
            Assert.Equal(a.Value ?? -1, b.Value ?? -1, 1e-11);
            Assert.Equal(a.NEffective ?? -1, b.NEffective ?? -1, 1e-9);
        }
    }

    [Fact]
    public void Every_level_agrees_with_adding_up_the_rows_one_by_one()
    {
        var random = new Random(5);
        (string Sex, string Borough, int Answer, double Weight)[] people =
        [
            .. Enumerable.Range(0, 3000).Select(_ => (
                new[] { "F", "M", "X", "PNS" }[random.Next(4)],
                $"E090000{random.Next(10, 34)}",
                new[] { 1, 2, 3, 4, 5, 97 }[random.Next(6)],
                random.Next(1, 300) / 100.0)),
        ];
        Figures figures = Figures.Of(
            "pas",
            people.Select(p => string.Create(CultureInfo.InvariantCulture, $"sex={p.Sex} borough={p.Borough} q62c={p.Answer} weight={p.Weight}")));
        foreach ((string code, string label) in new[] { ("F", "Female"), ("M", "Male"), ("X", "Other") })
        {
            var mine = people.Where(p => p.Sex == code && p.Answer <= 5).ToList();
            MeasureRow level = figures["PAS-03", "sex", label, window: MeasureWindow.Quarter];
            Assert.Equal(mine.Count, level.N);
            Assert.Equal(100 * mine.Where(p => p.Answer <= 2).Sum(p => p.Weight) / mine.Sum(p => p.Weight), level.Value!.Value, 1e-10);
            Assert.Equal(Math.Pow(mine.Sum(p => p.Weight), 2) / mine.Sum(p => p.Weight * p.Weight), level.NEffective!.Value, 1e-8);
        }
    }
}
