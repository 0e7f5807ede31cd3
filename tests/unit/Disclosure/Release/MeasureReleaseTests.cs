using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

public sealed class MeasureReleaseTests
{
    [Fact]
    public void A_row_that_contradicts_another_stops_the_release_however_many_threads_there_are()
    {
        MeasureRow[] rows = [Figures.Share("WF-01", "rank", "Constable", 20, 200), Figures.Share("WF-09", "rank", "Constable", 20, 201)];

        Assert.Contains(
            "contradicts",
            Assert.Throws<InvalidOperationException>(
                () => MeasureRelease.Protect(Figures.Computed(rows), ContractSet.Embedded.Measures, ContractSet.Embedded.Policy, threads: 2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_group_needs_a_secondary_suppression_so_that_it_does_not_follow_from_the_total()
    {
        IReadOnlyList<string> masked = Figures.Masked(Figures.Release(Figures.Strength(("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 3))).Rows);
        Assert.Equal(["PCSO", "Special"], masked);
    }

    [Fact]
    public void Without_small_counts_nothing_is_masked()
    {
        ReleasedMeasures released = Figures.Release(Figures.Strength(("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 5)));
        Assert.Empty(Figures.Masked(released.Rows));
        Assert.Equal((0, 0.0), (released.Evidence.Withheld.Count, released.Evidence.HiddenPercent));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whether_not_stated_counts_may_follow_by_subtraction_is_said_by_the_policy(bool areShown)
    {
        // Three of the sergeants did not state their ethnicity.
        MeasureRow[] rows =
        [
            Figures.Share("WF-07", "all", "All", 1100, 1203),
            Figures.Share("WF-07", "rank", "Constable", 900, 1000),
            Figures.Share("WF-07", "rank", "Sergeant", 200, 203),
            Figures.Share("WF-09", "all", "All", 300, 1100),
            Figures.Share("WF-09", "rank", "Constable", 250, 900),
            Figures.Share("WF-09", "rank", "Sergeant", 50, 200),
        ];
        IReadOnlyList<MeasureRow> released = NotStated(rows, areShown).Rows;
        Assert.Equal(areShown, released[2].N is not null && released[5].N is not null);
    }

    [Fact]
    public void People_of_a_special_category_who_did_not_state_another_characteristic_never_follow_by_subtraction()
    {
        MeasureRow[] rows =
        [
            Figures.Share("WF-01", "all", "All", 203, 1203),
            Figures.Share("WF-01b", "all", "All", 100, 1200),
            Figures.Share("WF-05", "ethnicity_broad", "BME", 20, 203), Figures.Share("WF-05", "ethnicity_broad x sex", "BME, Female", 10, 100),
            Figures.Share("WF-05", "ethnicity_broad x sex", "BME, Male", 10, 100),
        ];
        Assert.NotEmpty(Figures.Masked(NotStated(rows, areShown: true).Rows));
    }

    private static ReleasedMeasures NotStated(IEnumerable<MeasureRow> rows, bool areShown) => MeasureRelease.Protect(
        Figures.Computed(rows), ContractSet.Embedded.Measures, ContractSet.Embedded.Policy with { NotStatedShown = areShown });

    [Theory]
    [InlineData("WF-03", 2, false)]
    [InlineData("WF-05", 2, true)]
    [InlineData("WF-05", 90, true)]
    [InlineData("WF-05", 46, false)]
    public void Few_of_many_are_shown_unless_the_measure_is_sensitive(string measure, int k, bool masked) =>
        Assert.Equal(masked, Figures.Release([Figures.Share(measure, "all", "All", k, 92)]).Rows[0].Value is null);

    [Theory]
    [InlineData("all", "All", 1, 1000, true)]
    [InlineData("all", "All", 2, 1000, true)]
    [InlineData("all", "All", 3, 1000, false)]
    [InlineData("all", "All", 998, 1000, true)]
    [InlineData("all", "All", 997, 1000, false)]
    [InlineData("all", "All", 4, 99, true)]
    [InlineData("all", "All", 5, 99, false)]
    [InlineData("rank", "Superintendent", 4, 200, true)]
    [InlineData("rank", "Constable", 4, 200, false)]
    public void One_or_two_people_of_a_special_category_are_hidden_and_of_small_or_senior_groups_four(
        string breakdown, string group, int k, int n, bool masked) =>
        Assert.Equal(masked, Figures.Release([Figures.Share("WF-01", breakdown, group, k, n)]).Rows[0].Value is null);

    [Fact]
    public void Few_people_of_a_special_category_are_hidden_in_weighted_shares_too()
    {
        MeasureRow few = Figures.Weighted("PAS-01", MeasureWindow.Quarter, "religion", "Jewish", 1, 200);
        MeasureRow many = Figures.Weighted("PAS-01", MeasureWindow.Quarter, "religion", "Muslim", 40, 200);
        MeasureRow ofNone = Figures.Weighted("PAS-01", MeasureWindow.Quarter, "age", "25-34", 1, 200);
        Assert.Equal([true, false, false], Figures.Release([few, many, ofNone]).Rows.Select(r => r.Value is null));
    }

    [Fact]
    public void A_pay_gap_needs_twenty_five_people_on_either_side()
    {
        MeasureRow gap = Figures.Compared(Figures.Share("WF-19c", "sex", "Female", 0, 30), "Male", Statistic.Gap, 8);
        FigureSide Side(int persons) => new(new PeopleCount(persons, () => throw new InvalidOperationException("Nobody asks who."))) { IsPay = true };
        bool IsMasked(int persons) => MeasureRelease.Protect(
            new ComputedMeasures([gap], [new FigureCounts([Side(30), Side(persons)])]), ContractSet.Embedded.Measures, ContractSet.Embedded.Policy)
            .Rows[0].Value is null;
        Assert.Equal([true, false], new[] { 24, 25 }.Select(IsMasked));
    }

    [Fact]
    public void A_figure_without_its_counts_stops_the_release()
    {
        var computed = new ComputedMeasures([Figures.Share("WF-01", "all", "All", 20, 200)], [FigureCounts.None]);
        InvalidOperationException stopped = Assert.Throws<InvalidOperationException>(
            () => MeasureRelease.Protect(computed, ContractSet.Embedded.Measures, ContractSet.Embedded.Policy));
        Assert.Contains("WF-01", stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(20, false)]
    public void Few_resignations_from_a_sensitive_group_are_masked(int resigned, bool masked) =>
        Assert.Equal(masked, Figures.Release([Figures.Share("WF-13", "sexual_orientation", "LGB+", resigned, 200)]).Rows[0].Value is null);

    [Theory]
    [InlineData(0, 29, true)]
    [InlineData(29, 29, true)]
    [InlineData(0, 30, false)]
    [InlineData(6, 29, false)]
    public void A_share_of_none_or_all_of_a_small_group_is_masked(int k, int n, bool masked) =>
        Assert.Equal(masked, Figures.Release([Figures.Share("WF-01", "all", "All", k, n)]).Rows[0].Value is null);

    [Fact]
    public void A_gap_is_masked_with_either_side()
    {
        MeasureRow bme = Figures.Share("WF-03", "ethnicity_broad", "BME", 1, 4), white = Figures.Share("WF-03", "ethnicity_broad", "White", 30, 90);
        MeasureRow[] rows = [bme, white, Figures.Compared(white, "BME", Statistic.Gap, 8.3), Figures.Compared(white, "", Statistic.Change, 1)];

        Assert.Equal([true, false, true, false], Figures.Release(rows).Rows.Select(r => r.Symbol.HasFlag(Symbols.Suppressed)));
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
        Assert.Equal(expected, Assert.Single(Figures.Release([row]).Rows));
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
        MeasureRow masked = Figures.Release([row]).Rows[0];
        Assert.Equal((null, "", TargetStatus.NoTarget), (masked.Target, masked.BenchmarkSource, masked.Status));
    }

    [Theory]
    [InlineData(Symbols.NotSupplied)]
    [InlineData(Symbols.NotApplicable)]
    public void A_row_without_a_figure_says_why(Symbols symbol)
    {
        MeasureRow row = Figures.Share("WF-01", "rank", "Commander", 0, 0) with
        {
            Value = null,
            N = symbol == Symbols.NotSupplied ? null : 0,
            NEffective = null,
            Symbol = symbol,
        };
        Assert.Equal(row, Figures.Release([row]).Rows[0]);
    }

    // Two of 1,072 people stated neither ethnicity nor sex. Each characteristic is published overall and by the other,
    // together with those who preferred not to say.
    [Fact]
    public void The_rest_of_two_tables_is_masked_if_refusals_are_published_too()
    {
        MeasureRow[] rows =
        [
            Figures.Share("WF-07", "all", "All", 1000, 1072),
            Figures.Share("WF-07", "sex", "Female", 470, 500),
            Figures.Share("WF-07", "sex", "Male", 500, 540),
            Figures.Share("WF-07b", "all", "All", 1040, 1072),
            Figures.Share("WF-07b", "ethnicity_broad", "White", 680, 700),
            Figures.Share("WF-07b", "ethnicity_broad", "BME", 290, 300),
            Figures.Share("WF-07f", "all", "All", 50, 1072), Figures.Share("WF-07g", "all", "All", 20, 1072),
        ];
        Assert.NotEmpty(Figures.Masked(NotStated(rows, areShown: false).Rows));
    }

    [Fact]
    public void Neither_order_nor_culture_nor_threads_change_the_pattern()
    {
        MeasureRow[] rows =
            [.. Figures.Strength(("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 3)), Figures.Share("WF-05", "all", "All", 3, 1100)];
        string[] expected = Pattern(rows, 1);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "minus ";
        CultureInfo before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = culture;
            for (int run = 1; run < 5; run++)
            {
                new Random(run).Shuffle(rows);
                Assert.Equal(expected, Pattern(rows, 1 + run % 2));
            }
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void Evidence_says_why_without_saying_how_many()
    {
        ReleaseEvidence evidence = Figures.Release(Figures.Strength(("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 3))).Evidence;
        Assert.Equal(40, evidence.HiddenPercent);
        Assert.Equal(["partner", "small or sensitive"], evidence.HiddenByReason.Keys);
        TableEvidence table = evidence.Tables.Single(t => t.Breakdown == "worker_type");
        Assert.Equal(("WF-20", 50.0, ""), (table.Measure, table.HiddenPercent, table.Rung));
    }

    private static string[] Pattern(IReadOnlyList<MeasureRow> rows, int threads) =>
    [
        .. MeasureRelease.Protect(Figures.Computed(rows), ContractSet.Embedded.Measures, ContractSet.Embedded.Policy, null, threads).Rows
            .Select(r => $"{r.MeasureId} {r.Group} {r.Symbol}").Order(StringComparer.Ordinal),
    ];
}
