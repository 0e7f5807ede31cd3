namespace IncDiv.Measures.Tests;

/// <summary>Control charts, targets and series breaks in the rows of the table (statistics.md C10, C11).</summary>
public class SignalsTests
{
    private const string Feed = "victim-satisfaction";
    private static readonly Quarter Now = Figures.Now;

    [Fact]
    public void A_drop_below_the_limits_of_four_years_is_a_concern()
    {
        Figures figures = Levels([.. Enumerable.Range(0, 16).Select(i => 78 + i % 2), 60]);
        MeasureRow level = figures["VSS-01", "all", "All", window: MeasureWindow.Quarter];
        Assert.Equal((Variation.Concern, Assurance.None), (level.Variation, level.Assurance));
        Assert.Equal(
            Variation.CommonCause,
            Levels([.. Enumerable.Range(0, 17).Select(i => 78 + i % 2)])["VSS-01", "all", "All", window: MeasureWindow.Quarter].Variation);
    }

    [Fact]
    public void Rolling_windows_gaps_and_changes_are_never_charted()
    {
        Figures figures = Levels([.. Enumerable.Range(0, 16).Select(i => 78 + i % 2), 60]);
        Assert.All(
            figures.Rows.Where(r => r.Window == MeasureWindow.Rolling || r.Statistic is Statistic.Gap or Statistic.Change),
            r => Assert.Equal((Variation.None, Assurance.None), (r.Variation, r.Assurance)));
    }

    [Fact]
    public void Fewer_than_thirteen_points_give_trial_limits_and_fewer_than_seven_no_variation()
    {
        MeasureRow trial = Levels([.. Enumerable.Range(0, 11).Select(i => 78 + i % 2), 60])["VSS-01", "all", "All", window: MeasureWindow.Quarter];
        Assert.Equal((Variation.Concern, Assurance.None), (trial.Variation, trial.Assurance));
        MeasureRow few = Levels([78, 79, 78, 79, 60])["VSS-01", "all", "All", window: MeasureWindow.Quarter];
        Assert.Equal((Variation.None, Assurance.None), (few.Variation, few.Assurance));
    }

    /// <summary>In every quarter 58 of 59 victims are satisfied: 98.30508474576271. The computed mean differs from it in the last bit.</summary>
    [Fact]
    public void A_level_that_never_moves_is_common_cause()
    {
        Figures figures = Figures.Of(Feed, [.. Enumerable.Range(0, 17).Select(i => (Now.AddQuarters(-i), Rows.Tally(Feed, Now, Answers(58, 59, "sex=F"))))]);
        Assert.Equal(Variation.CommonCause, figures["VSS-01", "all", "All", window: MeasureWindow.Quarter].Variation);
    }

    [Fact]
    public void Assurance_needs_a_level_with_a_target_and_thirteen_points()
    {
        Assert.Equal(Assurance.TooFewPoints, OfHate(8).Assurance);
        Assert.Equal(Assurance.Fail, OfHate(17).Assurance);

        // Disability, at 57 or 58, was lowest a year before, so its target is 62 or more. Race stays at 72.
        static MeasureRow OfHate(int quarters) => Figures.Of(
            Feed,
            [
                .. Enumerable.Range(0, quarters).Select(i => (Now.AddQuarters(-i), Rows.Tally(Feed, Now,
                    [.. Answers(57 + i % 2, 100, "victim_group=HATE hate_strand=DISABILITY"), .. Answers(72, 100, "victim_group=HATE hate_strand=RACE")]))),
            ])["VSS-06", "hate_strand", "Disability", window: MeasureWindow.Quarter];
    }

    /// <summary>Four years of a stock, whose people are nearly the same from quarter to quarter (statistics.md C10: discrete quarters only).</summary>
    [Fact]
    public void A_snapshot_is_never_charted_and_judged_against_parity()
    {
        static IEnumerable<string> Officers(int bme) =>
            Enumerable.Range(0, 1000).Select(i => $"leaver=false worker_type=OFFICER ethnicity={(i < bme ? "B1" : "W1")}");
        Figures figures = Figures.Of(
            "workforce",
            [.. Enumerable.Range(0, 17).Select(i => (Now.AddQuarters(i - 16), Rows.Tally("workforce", Now, Officers(130 + i % 2 + (i == 16 ? 20 : 0)))))]);
        MeasureRow index = figures["WF-08", "all", "All", Statistic.Index];
        Assert.Equal((Variation.None, Assurance.None, TargetStatus.Missed, 1.0), (index.Variation, index.Assurance, index.Status, index.Target!.Value));
        Assert.Contains("projected by S000 Table 1, 42.6 %", index.BenchmarkSource, StringComparison.Ordinal);
        Assert.Equal("below four-fifths; the interval excludes 1", index.Note);
    }

    [Fact]
    public void A_gap_target_is_met_near_or_missed_by_its_interval()
    {
        Assert.Equal(TargetStatus.Met, Gap(80, 79).Status);
        Assert.Equal(TargetStatus.Near, Gap(78, 79).Status);
        Assert.Equal(TargetStatus.Missed, Gap(40, 79).Status);
        Assert.Equal(0.0, Gap(40, 79).Target);

        static MeasureRow Gap(int bme, int white)
        {
            Figures figures = Figures.Of(Feed, [.. Answers(bme, 100, "ethnicity=B1"), .. Answers(white, 100, "ethnicity=W1")]);
            return figures["VSS-01", "ethnicity_broad", "BME", Statistic.Gap, MeasureWindow.Quarter];
        }
    }

    [Fact]
    public void A_direction_is_judged_in_the_change_row()
    {
        Figures figures = Levels([70, 70, 70, 70, 75]);
        MeasureRow change = figures["VSS-01", "all", "All", Statistic.Change, MeasureWindow.Quarter];
        Assert.Equal((0.0, TargetStatus.Met), (change.Target!.Value, change.Status));
        Assert.Equal(TargetStatus.NoTarget, figures["VSS-01", "all", "All", window: MeasureWindow.Quarter].Status);
        Assert.Equal(TargetStatus.Missed, Levels([90, 90, 90, 90, 40])["VSS-01", "all", "All", Statistic.Change, MeasureWindow.Quarter].Status);
        Assert.Equal(TargetStatus.Near, Levels([70, 70, 70, 70, 70])["VSS-01", "all", "All", Statistic.Change, MeasureWindow.Quarter].Status);
    }

    /// <summary>PAS-01: the gap between BME and White should shrink. Whether a rise is good depends on the side of 0 where the gap was.</summary>
    [Theory]
    [InlineData(40, 70, 60, 70, TargetStatus.Met)]
    [InlineData(60, 70, 40, 70, TargetStatus.Missed)]
    [InlineData(70, 70, 90, 70, TargetStatus.Missed)]
    [InlineData(90, 60, 65, 60, TargetStatus.Met)]
    [InlineData(60, 70, 75, 70, TargetStatus.Met)]
    [InlineData(60, 70, 60, 70, TargetStatus.Near)]
    public void A_gap_improves_when_it_shrinks_from_either_side(int bmeThen, int whiteThen, int bmeNow, int whiteNow, TargetStatus status)
    {
        static FeedTally Tally(int bme, int white) => Rows.Tally(
            "pas", Now, Enumerable.Range(0, 400).Select(i => $"q60={(i % 100 < (i < 200 ? bme : white) ? 1 : 5)} ethnicity={(i < 200 ? "B1" : "W1")}"));
        Figures figures = Figures.Of("pas", (Now.AddQuarters(-4), Tally(bmeThen, whiteThen)), (Now, Tally(bmeNow, whiteNow)));
        MeasureRow change = figures["PAS-01", "ethnicity_broad", "BME", Statistic.Change, MeasureWindow.Quarter, "White"];
        Assert.Equal((0.0, status), (change.Target!.Value, change.Status));
    }

    /// <summary>WF-13 compares BME with White by gap and by ratio: a target for the gap is not a target for the ratio.</summary>
    [Fact]
    public void A_target_of_a_gap_is_judged_in_the_gap_and_not_in_the_ratio()
    {
        MeasureCatalogue catalogue = ContractSet.Read(ContractText.Embedded.Select(t => t with
        {
            Yaml = t.Yaml.Replace(
                "targets: [{ kind: direction, breakdown: ethnicity_broad, group: BME, comparator: White, source: \"S000 section 2, retention\" }]",
                "targets: [{ kind: gap, breakdown: ethnicity_broad, group: BME, comparator: White, source: here }]", StringComparison.Ordinal),
        })).Measures;
        var tally = new FeedTally(catalogue, Rows.Feed("workforce"));
        tally.Add(Rows.Of("workforce", Now,
            [.. from ethnicity in new[] { "B1", "W1" }
                from i in Enumerable.Range(0, 60)
                select $"leaver={(i < 5 ? "true leave_reason=RESIGN" : "false")} worker_type=OFFICER ethnicity={ethnicity}"]));
        var figures = new Figures(new MeasureEngine(catalogue).Compute(Now, (name, at) => name == "workforce" && at > Now.AddQuarters(-4) ? tally : null, 1));
        MeasureRow gap = figures["WF-13", "ethnicity_broad", "BME", Statistic.Gap];
        MeasureRow ratio = figures["WF-13", "ethnicity_broad", "BME", Statistic.Ratio];
        Assert.Equal((0.0, TargetStatus.Met), (gap.Target!.Value, gap.Status));
        Assert.Equal((null, TargetStatus.NoTarget), (ratio.Target, ratio.Status));
    }

    [Fact]
    public void The_lowest_strand_of_a_year_before_rises_by_five_points_and_the_highest_is_kept()
    {
        Figures figures = Strands((57, 72, 65), (61, 73, 65));
        MeasureRow disability = figures["VSS-06", "hate_strand", "Disability", window: MeasureWindow.Quarter];
        MeasureRow race = figures["VSS-06", "hate_strand", "Race", window: MeasureWindow.Quarter];
        Assert.Equal((62.0, TargetStatus.Near), (Math.Round(disability.Target!.Value, 9), disability.Status));
        Assert.Contains("Disability was lowest a year before (57.0), to rise by 5 points", disability.BenchmarkSource, StringComparison.Ordinal);
        Assert.Equal((72.0, TargetStatus.Met), (race.Target!.Value, race.Status));
        Assert.Contains("Race was highest a year before (72.0), to be kept", race.BenchmarkSource, StringComparison.Ordinal);
        MeasureRow faith = figures["VSS-06", "hate_strand", "Faith", window: MeasureWindow.Quarter];
        Assert.Equal((null, TargetStatus.NoTarget), (faith.Target, faith.Status));
        Assert.Equal(TargetStatus.Missed, Strands((57, 72, 65), (40, 73, 65))["VSS-06", "hate_strand", "Disability", window: MeasureWindow.Quarter].Status);
        Assert.Equal(TargetStatus.Met, Strands((57, 72, 65), (62, 73, 65))["VSS-06", "hate_strand", "Disability", window: MeasureWindow.Quarter].Status);
    }

    [Fact]
    public void The_strand_is_chosen_at_the_baseline_even_if_another_is_lowest_now()
    {
        MeasureRow faith = Strands((80, 72, 65), (40, 73, 65))["VSS-06", "hate_strand", "Faith", window: MeasureWindow.Quarter];
        Assert.Equal((70.0, TargetStatus.Near), (Math.Round(faith.Target!.Value, 9), faith.Status));
    }

    [Fact]
    public void Without_a_year_before_nothing_is_lowest_and_there_is_no_target()
    {
        Figures figures = Figures.Of(Feed, Answers(60, 100, "victim_group=HATE hate_strand=DISABILITY"));
        MeasureRow row = figures["VSS-06", "hate_strand", "Disability", window: MeasureWindow.Quarter];
        Assert.Equal((null, TargetStatus.NoTarget), (row.Target, row.Status));
    }

    [Theory]
    [InlineData("question", Symbols.Break)]
    [InlineData("process", Symbols.None)]
    public void A_series_break_marks_changes_and_windows_across_it_and_restarts_the_chart(string kind, Symbols symbol)
    {
        MeasureCatalogue catalogue = WithBreak(
            $"[{{ quarter: 2026-27-Q1, kind: {kind}, measures: [VSS-01], breakdowns: [all], reason: The question was reworded }}]");
        (Quarter, FeedTally)[] tallies = [.. Enumerable.Range(0, 17).Select(i =>
        {
            var tally = new FeedTally(catalogue, Rows.Feed(Feed));
            tally.Add(Rows.Of(Feed, Now, Answers(70 + i % 2, 100, "sex=F")));
            return (Now.AddQuarters(i - 16), tally);
        })];
        var figures = new Figures(new MeasureEngine(catalogue).Compute(Now, (name, at) => tallies.FirstOrDefault(t => name == Feed && t.Item1 == at).Item2, 1));
        Assert.Equal(symbol, figures["VSS-01", "all", "All", window: MeasureWindow.Rolling].Symbol);
        Assert.Equal(symbol, figures["VSS-01", "all", "All", Statistic.Change, MeasureWindow.Quarter].Symbol);
        MeasureRow level = figures["VSS-01", "all", "All", window: MeasureWindow.Quarter];
        Assert.Equal((Symbols.None, Variation.None, Assurance.None), (level.Symbol, level.Variation, level.Assurance));
        Assert.Equal("control limits from 2026-27-Q1: The question was reworded", level.Note);
        MeasureRow women = figures["VSS-01", "sex", "Female", window: MeasureWindow.Quarter];
        MeasureRow change = figures["VSS-01", "sex", "Female", Statistic.Change, MeasureWindow.Quarter, ""];
        Assert.Equal((Variation.CommonCause, Symbols.None, ""), (women.Variation, change.Symbol, women.Note));
    }

    /// <summary>Chinese people moved from Other to Asian in 2021-22-Q1: the figures of other groups have no series break.</summary>
    [Theory]
    [InlineData("Asian", Symbols.Break)]
    [InlineData("Other", Symbols.Break)]
    [InlineData("Black", Symbols.None)]
    [InlineData("Mixed", Symbols.None)]
    public void A_change_of_a_code_list_breaks_the_groups_that_move(string group, Symbols symbol)
    {
        Quarter after = new(2021, 1);
        FeedTally tally = Rows.Tally(
            "workforce",
            after,
            new[] { "A1", "B1", "M1", "O2", "W1" }.SelectMany(e => Enumerable.Repeat($"leaver=false worker_type=OFFICER ethnicity={e} sex=F", 9)));
        var figures = new Figures(new MeasureEngine(ContractSet.Embedded.Measures).Compute(after, (name, at) => name == "workforce" ? tally : null, 1));
        Assert.Equal(symbol, figures["WF-03", "ethnicity", group].Symbol);
        Assert.Equal(symbol, figures["WF-03", "ethnicity", group, Statistic.Change].Symbol);
        Assert.Equal(Symbols.None, figures["WF-03", "ethnicity_broad", "BME", Statistic.Change, comparator: ""].Symbol);
    }

    [Fact]
    public void The_engine_reads_only_the_quarters_that_it_declares()
    {
        var asked = new HashSet<Quarter>();
        new MeasureEngine(ContractSet.Embedded.Measures).Compute(Now, (_, at) => { asked.Add(at); return null; }, 1);
        Assert.Equal(Now.AddQuarters(1 - MeasureEngine.QuartersNeeded), asked.Min());
        Assert.Equal(Now, asked.Max());
    }

    [Fact]
    public void Breaks_and_populations_are_reference_data_with_reason_and_source()
    {
        Assert.All(ContractSet.Embedded.Measures.Breaks, b => Assert.NotEmpty(b.Reason));
        Assert.Contains(ContractSet.Embedded.Measures.Breaks, b => b.Breakdowns.Contains("ethnicity") && b.Reason.Contains("O1", StringComparison.Ordinal));
        PopulationVintage census = ContractSet.Embedded.Measures.Populations["census-2021"];
        Assert.Equal(100 * (8_799_725 - 4_731_172) / 8_799_725.0, census.Shares["BME"], 1e-10);
        Assert.Equal(42.6, ContractSet.Embedded.Measures.Populations["projection-2016"].Shares["BME"]);
        Assert.Equal(100 * (1 - 146_055 / 220_338.0), ContractSet.Embedded.Measures.Populations["census-2011"].Shares["BME, Camden"], 1e-10);
    }

    private static MeasureCatalogue WithBreak(string yaml) => ContractSet.Read(ContractTexts.With(("Measures/SeriesBreaks/breaks.yaml", yaml))).Measures;

    private static IEnumerable<string> Answers(int satisfied, int all, string about) =>
        Enumerable.Range(0, all).Select(i => $"overall={(i < satisfied ? 2 : 6)} {about}");

    private static Figures Levels(params int[] levels) => Figures.Of(
        Feed, [.. levels.Select((level, i) => (Now.AddQuarters(i - levels.Length + 1), Rows.Tally(Feed, Now, Answers(level, 100, "sex=F"))))]);

    private static Figures Strands((int Disability, int Race, int Faith) then, (int Disability, int Race, int Faith) now)
    {
        static FeedTally Tally((int Disability, int Race, int Faith) level) => Rows.Tally(
            Feed, Now,
            [
                .. Answers(level.Disability, 100, "victim_group=HATE hate_strand=DISABILITY"),
                .. Answers(level.Race, 100, "victim_group=HATE hate_strand=RACE"),
                .. Answers(level.Faith, 100, "victim_group=HATE hate_strand=FAITH"),
                // None of them is satisfied, but they are too few to be chosen.
                .. Answers(0, 10, "victim_group=HATE hate_strand=TRANSPHOBIC"),
            ]);
        return Figures.Of(Feed, (Now.AddQuarters(-4), Tally(then)), (Now, Tally(now)));
    }
}
