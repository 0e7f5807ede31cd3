using IncDiv.Disclosure.Audit;
using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

public sealed class MeasureReleaseTests
{
    private const string Person = "leaver=false ethnicity=W1 sex=M";

    [Fact]
    public void A_small_group_needs_a_secondary_suppression_so_that_it_does_not_follow_from_the_total()
    {
        ReleasedMeasures released = Strength(specials: 3).Release("WF-20");
        Assert.Equal(["PCSO", "Special"], released.Masked("WF-20", "worker_type").Order(StringComparer.Ordinal));
        Assert.Equal(["All"], released.Shown("WF-20", "all"));
    }

    [Fact]
    public void Without_small_counts_nothing_is_masked()
    {
        ReleasedMeasures released = Strength(specials: 5).Release("WF-20");
        Assert.Empty(released.Masked("WF-20", "worker_type"));
        Assert.Equal((0, 0.0), (released.Evidence.Withheld.Count, released.Evidence.HiddenPercent));
    }

    [Theory]
    [InlineData("WF-01", 1, 1000, true)]
    [InlineData("WF-01", 2, 1000, true)]
    [InlineData("WF-01", 3, 1000, false)]
    [InlineData("WF-01", 998, 1000, true)]
    [InlineData("WF-01", 997, 1000, false)]
    [InlineData("WF-01", 4, 99, true)]
    [InlineData("WF-01", 5, 99, false)]
    [InlineData("WF-01", 0, 29, true)]
    [InlineData("WF-01", 29, 29, true)]
    [InlineData("WF-01", 0, 30, false)]
    [InlineData("WF-01", 6, 29, false)]
    public void Few_people_of_a_special_category_are_hidden_and_none_or_all_of_a_small_group(string measure, int k, int n, bool masked)
    {
        Force force = new Force("workforce").Add(k, "worker_type=OFFICER leaver=false rank=Constable ethnicity=B1 sex=M")
            .Add(n - k, "worker_type=OFFICER leaver=false rank=Constable ethnicity=W1 sex=M");
        Assert.Equal(masked, force.Release(measure).Shown(measure, "all").Count == 0);
    }

    [Theory]
    [InlineData("WF-03", "sex", 2, false)]
    [InlineData("WF-05", "disability", 2, true)]
    [InlineData("WF-05", "disability", 90, true)]
    [InlineData("WF-05", "disability", 46, false)]
    public void Few_of_many_are_shown_unless_the_property_is_sensitive(string measure, string column, int k, bool masked)
    {
        (string has, string lacks) = column == "sex" ? ("F", "M") : ("Y", "N");
        Force force = new Force("workforce")
            .Add(k, $"worker_type=OFFICER leaver=false {column}={has}").Add(92 - k, $"worker_type=OFFICER leaver=false {column}={lacks}");
        Assert.Equal(masked, force.Release(measure).Shown(measure, "all").Count == 0);
    }

    [Fact]
    public void Four_of_a_senior_rank_are_hidden_and_four_constables_are_not()
    {
        Force force = new Force("workforce");
        foreach (string rank in new[] { "Constable", "Superintendent" })
            force.Add(4, $"worker_type=OFFICER leaver=false rank={rank} ethnicity=B1 sex=M")
                .Add(196, $"worker_type=OFFICER leaver=false rank={rank} ethnicity=W1 sex=M");
        Assert.Contains("Superintendent", force.Release("WF-01").Masked("WF-01", "rank"));
    }

    [Fact]
    public void Few_people_of_a_special_category_are_hidden_in_weighted_shares_too()
    {
        Force force = new Force("pas").Add(1, "religion=JEW q60=1 weight=1.1").Add(199, "religion=JEW q60=4 weight=0.9")
            .Add(40, "religion=MUS q60=1 weight=1.1").Add(160, "religion=MUS q60=4 weight=0.9");
        Assert.Contains("Jewish", force.Release("PAS-01").Masked("PAS-01", "religion", MeasureWindow.Quarter));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(20, false)]
    public void Few_resignations_from_a_sensitive_group_are_masked(int resigned, bool masked)
    {
        var force = new Force("workforce");
        for (int back = 0; back < 4; back++)
            foreach (string orientation in new[] { "GAY", "HET" })
                force.Add(200, $"worker_type=OFFICER leaver=false sexual_orientation={orientation}", Force.Quarter.AddQuarters(-back));
        force.Add(resigned, "worker_type=OFFICER leaver=true leave_reason=RESIGN sexual_orientation=GAY")
            .Add(40, "worker_type=OFFICER leaver=true leave_reason=RESIGN sexual_orientation=HET");
        Assert.Equal(masked, force.Release("WF-13").Masked("WF-13", "sexual_orientation").Contains("LGB+"));
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(25, false)]
    public void A_pay_gap_needs_twenty_five_people_on_either_side(int women, bool masked)
    {
        Force force = new Force("workforce");
        for (int i = 0; i < 60; i++)
            force.Add(1, $"worker_type=OFFICER leaver=false sex=M hourly_pay={20 + i % 7}");
        for (int i = 0; i < women; i++)
            force.Add(1, $"worker_type=OFFICER leaver=false sex=F hourly_pay={18 + i % 5}");
        Assert.Equal(masked, force.Release("WF-19c").IsMasked("WF-19c", Statistic.Gap, "sex", "Female"));
    }

    [Fact]
    public void A_figure_without_its_counts_stops_the_release()
    {
        var computed = new ComputedMeasures([Figures.Share("WF-01", "all", "All", 20, 200)], [FigureCounts.None], []);
        InvalidOperationException stopped = Assert.Throws<InvalidOperationException>(
            () => MeasureRelease.Protect(computed, ContractSet.Embedded.Measures, ContractSet.Embedded.Policy));
        Assert.Contains("WF-01", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_that_is_not_that_of_the_people_stops_the_release()
    {
        ComputedMeasures computed = Strength(specials: 5).Computed(Force.Quarter, "WF-20");
        ComputedMeasures others = computed with { People = Strength(specials: 6).Computed(Force.Quarter).People };
        InvalidOperationException stopped = Assert.Throws<InvalidOperationException>(
            () => MeasureRelease.Protect(others, ContractSet.Embedded.Measures, ContractSet.Embedded.Policy));
        Assert.Contains("another count", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_is_masked_with_either_side()
    {
        Force force = new Force("workforce")
            .Add(4, "worker_type=OFFICER leaver=false ethnicity=B1 sex=M").Add(60, "worker_type=OFFICER leaver=false ethnicity=W1 sex=M")
            .Add(30, "worker_type=OFFICER leaver=false ethnicity=W1 sex=F");
        Assert.True(force.Release("WF-03").IsMasked("WF-03", Statistic.Gap, "ethnicity_broad", "BME"));
    }

    [Fact]
    public void A_masked_row_keeps_its_key_and_nothing_of_its_figure()
    {
        MeasureRow row = Figures.Share("WF-01", "rank", "Commander", 1, 4) with
        {
            Lower = 1,
            Upper = 70,
            PValue = 0.01,
            PAdjusted = 0.02,
            Significance = Significance.Lower,
            Symbol = Symbols.SmallBase | Symbols.Break | Symbols.Provisional,
            Status = TargetStatus.Met,
            Variation = Variation.Concern,
            Assurance = Assurance.Fail,
            Note = "four-fifths",
            Benchmark = 42.6,
            BenchmarkSource = "London",
        };
        MeasureRow expected = row with
        {
            Value = null,
            Lower = null,
            Upper = null,
            N = null,
            NEffective = null,
            PValue = null,
            PAdjusted = null,
            Significance = Significance.NotTested,
            Symbol = Symbols.Suppressed | Symbols.Break | Symbols.Provisional,
            Status = TargetStatus.NoData,
            Variation = Variation.None,
            Assurance = Assurance.None,
            Note = "",
        };
        Assert.Equal(expected, RowMask.Mask(row));
    }

    [Fact]
    public void A_target_that_is_the_groups_level_of_last_year_is_masked_with_it()
    {
        MeasureRow row = Figures.Share("VSS-06", "hate_strand", "Disability", 4, 9) with
        {
            Target = 62,
            BenchmarkSource = "was lowest a year before (57.0)",
            Status = TargetStatus.Missed,
        };
        MeasureRow masked = RowMask.Mask(row, ContractSet.Embedded.Measures.Find("VSS-06")!);
        Assert.Equal((null, "", TargetStatus.NoTarget), (masked.Target, masked.BenchmarkSource, masked.Status));
    }

    [Fact]
    public void A_row_without_a_figure_says_why()
    {
        MeasureRow row = Figures.Share("WF-01", "rank", "Commander", 0, 0) with { Value = null, N = null, NEffective = null, Symbol = Symbols.NotSupplied };
        Assert.Equal(row, RowMask.Mask(row));
    }

    [Fact]
    public void A_crossed_table_keeps_its_large_groups_and_hides_no_more_than_its_margins_give_away()
    {
        // Seven are too few. The table of one characteristic less the others would give them away in either direction.
        var force = new Force("pas");
        foreach ((string ethnicity, string sex, int number) in new[]
        {
            ("B1", "F", 80), ("B1", "M", 90), ("B1", "X", 14), ("W1", "F", 200), ("W1", "M", 210), ("W1", "X", 7),
        })
            for (int answer = 1; answer <= 4; answer += 3)
                force.Add(answer == 1 ? number - number / 3 : number / 3, $"ethnicity={ethnicity} sex={sex} q60={answer} weight=1.{answer}");
        Assert.Equal(
            ["BME, Female", "BME, Other", "White, Female", "White, Other"],
            force.Release("PAS-01").Masked("PAS-01", "ethnicity_broad x sex", MeasureWindow.Quarter).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Groups_of_nobody_say_so()
    {
        ReleasedMeasures released = Force.Officers(("Constable", 200), ("Sergeant", 60)).Release("WF-01");
        MeasureRow commanders = released.Rows.Single(r => r is { Breakdown: "rank", Group: "Commander", Statistic: Statistic.Level });
        Assert.Equal((0, Symbols.NotApplicable), (commanders.N, commanders.Symbol));
    }

    // Boroughs are parts of a BCU that everybody knows.
    [Fact]
    public void A_small_borough_does_not_follow_from_its_bcu()
    {
        var force = new Force("victim-satisfaction");
        foreach ((string borough, int satisfied, int not) in new[] { ("E09000005", 5, 2), ("E09000003", 40, 40), ("E09000015", 40, 40) })
            force.Add(satisfied, $"borough={borough} bcu=NW overall=1").Add(not, $"borough={borough} bcu=NW overall=6");
        ReleasedMeasures released = force.Release("VSS-01");
        Assert.Contains("Brent", released.Masked("VSS-01", "borough", MeasureWindow.Quarter));
        Assert.True(released.Masked("VSS-01", "borough", MeasureWindow.Quarter).Count > 1 || released.Shown("VSS-01", "bcu", MeasureWindow.Quarter).Count == 0);
    }

    [Fact]
    public void Everybody_alike_in_a_sensitive_characteristic_still_has_headlines()
    {
        Force force = new Force("workforce");
        foreach ((string rank, int number) in new[] { ("Constable", 100), ("Sergeant", 40), ("Inspector", 20) })
            foreach (string ethnicity in new[] { "W1", "B1" })
                foreach (string sex in new[] { "F", "M" })
                    foreach (string disability in new[] { "Y", "N", "N" })
                        force.Add(
                            number,
                            $"worker_type=OFFICER leaver=false rank={rank} ethnicity={ethnicity} sex={sex} sexual_orientation=HET disability={disability}");
        ReleasedMeasures released = force.Release("WF-01", "WF-03", "WF-05", "WF-06", "WF-20");
        Assert.All(new[] { "WF-01", "WF-03", "WF-05", "WF-20" }, id => Assert.Equal(["All"], released.Shown(id, "all")));
        Assert.Empty(released.Shown("WF-06", "all"));
    }

    [Fact]
    public void Neither_the_order_of_people_nor_culture_nor_threads_change_the_pattern()
    {
        string Pattern(Force force, int threads) => string.Join('\n', MeasureRelease.Protect(
            force.Computed(Force.Quarter, "WF-01", "WF-20"), ContractSet.Embedded.Measures, ContractSet.Embedded.Policy, null, threads).Rows
            .Select(r => $"{r.Key} {r.Symbol}"));
        string expected = Pattern(Strength(specials: 3), 1);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "minus ";
        CultureInfo before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = culture;
            Assert.Equal(expected, Pattern(Strength(specials: 3, reverse: true), 2));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void Evidence_says_why_without_saying_how_many()
    {
        ReleaseEvidence evidence = Strength(specials: 3).Release("WF-20").Evidence;
        Assert.Equal(["partner", "small or sensitive"], evidence.HiddenByReason.Keys);
        TableEvidence table = evidence.Tables.Single(t => t.Breakdown == "worker_type");
        Assert.Equal(("WF-20", 33.3, ""), (table.Measure, table.HiddenPercent, table.Coarser));
    }

    private static Force Strength(int specials, bool reverse = false)
    {
        (string Type, int Number)[] types = [("OFFICER", 900), ("STAFF", 300), ("PCSO", 40), ("SPECIAL", specials)];
        var force = new Force("workforce");
        foreach ((string type, int number) in reverse ? types.Reverse() : types)
            force.Add(number, $"worker_type={type} {Person}");
        return force;
    }
}
