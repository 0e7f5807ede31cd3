using IncDiv.Contracts;
using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Output;

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
        MeasureRow level = figures["VSS-01", "all", "All", window: "quarter"];
        Assert.Equal(("concern", ""), (level.Variation, level.Assurance));
        Assert.Equal("common cause", Levels([.. Enumerable.Range(0, 17).Select(i => 78 + i % 2)])["VSS-01", "all", "All", window: "quarter"].Variation);
    }

    [Fact]
    public void Rolling_windows_gaps_and_changes_are_never_charted()
    {
        Figures figures = Levels([.. Enumerable.Range(0, 16).Select(i => 78 + i % 2), 60]);
        Assert.All(figures.Rows.Where(r => r.Window == "rolling-4q" || r.Statistic is "gap" or "change"), r => Assert.Equal(("", ""), (r.Variation, r.Assurance)));
    }

    [Fact]
    public void Fewer_than_thirteen_points_give_trial_limits_and_fewer_than_seven_no_variation()
    {
        MeasureRow trial = Levels([.. Enumerable.Range(0, 11).Select(i => 78 + i % 2), 60])["VSS-01", "all", "All", window: "quarter"];
        Assert.Equal(("concern", "too few points"), (trial.Variation, trial.Assurance));
        MeasureRow few = Levels([78, 79, 78, 79, 60])["VSS-01", "all", "All", window: "quarter"];
        Assert.Equal(("", "too few points"), (few.Variation, few.Assurance));
    }

    [Fact]
    public void A_snapshot_is_charted_with_its_parity_target()
    {
        static IEnumerable<string> Officers(int bme) => Enumerable.Range(0, 1000).Select(i => $"leaver=false worker_type=OFFICER ethnicity={(i < bme ? "B1" : "W1")}");
        Figures figures = Figures.Of("workforce", [.. Enumerable.Range(0, 17).Select(i => (Now.AddQuarters(i - 16), Rows.Tally("workforce", Now, Officers(130 + i % 2 + (i == 16 ? 20 : 0)))))]);
        MeasureRow index = figures["WF-08", "all", "All", "index"];
        Assert.Equal(("improvement", "fail", "missed", 1.0), (index.Variation, index.Assurance, index.Status, index.Target!.Value));
        Assert.Contains("projected by S000 Table 1, 42.6 %", index.BenchmarkSource, StringComparison.Ordinal);
        Assert.Equal("below four-fifths; the interval excludes 1", index.Note);
    }

    [Fact]
    public void A_gap_target_is_met_near_or_missed_by_its_interval()
    {
        Assert.Equal("met", Gap(80, 79).Status);
        Assert.Equal("near", Gap(78, 79).Status);
        Assert.Equal("missed", Gap(40, 79).Status);
        Assert.Equal(0.0, Gap(40, 79).Target);

        static MeasureRow Gap(int bme, int white) => Figures.Of(
            Feed, [.. Answers(bme, 100, "ethnicity=B1"), .. Answers(white, 100, "ethnicity=W1")])["VSS-01", "ethnicity_broad", "BME", "gap", "quarter"];
    }

    [Fact]
    public void A_direction_is_judged_in_the_change_row()
    {
        Figures figures = Levels([70, 70, 70, 70, 75]);
        MeasureRow change = figures["VSS-01", "all", "All", "change", "quarter"];
        Assert.Equal((0.0, "met"), (change.Target!.Value, change.Status));
        Assert.Equal("no target", figures["VSS-01", "all", "All", window: "quarter"].Status);
        Assert.Equal("missed", Levels([90, 90, 90, 90, 40])["VSS-01", "all", "All", "change", "quarter"].Status);
        Assert.Equal("near", Levels([70, 70, 70, 70, 70])["VSS-01", "all", "All", "change", "quarter"].Status);
    }

    [Fact]
    public void The_lowest_strand_of_a_year_before_rises_by_five_points_and_the_highest_is_kept()
    {
        Figures figures = Strands((57, 72, 65), (61, 73, 65));
        MeasureRow disability = figures["VSS-06", "hate_strand", "Disability", window: "quarter"], race = figures["VSS-06", "hate_strand", "Race", window: "quarter"];
        Assert.Equal((62.0, "near"), (Math.Round(disability.Target!.Value, 9), disability.Status));
        Assert.Contains("Disability was lowest a year before (57.0), to rise by 5 points", disability.BenchmarkSource, StringComparison.Ordinal);
        Assert.Equal((72.0, "met"), (race.Target!.Value, race.Status));
        Assert.Contains("Race was highest a year before (72.0), to be kept", race.BenchmarkSource, StringComparison.Ordinal);
        Assert.Equal((null, "no target"), (figures["VSS-06", "hate_strand", "Faith", window: "quarter"].Target, figures["VSS-06", "hate_strand", "Faith", window: "quarter"].Status));
        Assert.Equal("missed", Strands((57, 72, 65), (40, 73, 65))["VSS-06", "hate_strand", "Disability", window: "quarter"].Status);
        Assert.Equal("met", Strands((57, 72, 65), (62, 73, 65))["VSS-06", "hate_strand", "Disability", window: "quarter"].Status);
    }

    [Fact]
    public void The_strand_is_chosen_at_the_baseline_even_if_another_is_lowest_now()
    {
        MeasureRow faith = Strands((80, 72, 65), (40, 73, 65))["VSS-06", "hate_strand", "Faith", window: "quarter"];
        Assert.Equal((70.0, "near"), (Math.Round(faith.Target!.Value, 9), faith.Status));
    }

    [Fact]
    public void Without_a_year_before_the_level_of_the_strategy_is_the_target()
    {
        MeasureRow row = Figures.Of(Feed, Answers(60, 100, "victim_group=HATE hate_strand=DISABILITY"))["VSS-06", "hate_strand", "Disability", window: "quarter"];
        Assert.Equal((57.0, "met"), (row.Target!.Value, row.Status));
    }

    [Theory]
    [InlineData("question", "b")]
    [InlineData("process", "")]
    public void A_break_marks_changes_and_windows_across_it_and_starts_the_chart_afresh(string kind, string symbol)
    {
        MeasureCatalogue catalogue = WithBreak($"[{{ quarter: 2026-27-Q1, kind: {kind}, measures: [VSS-01], breakdowns: [all], reason: The question was reworded }}]");
        (Quarter, FeedTally)[] tallies = [.. Enumerable.Range(0, 17).Select(i =>
        {
            var tally = new FeedTally(catalogue, Rows.Feed(Feed));
            tally.Add(Rows.Of(Feed, Now, Answers(70 + i % 2, 100, "sex=F")));
            return (Now.AddQuarters(i - 16), tally);
        })];
        var figures = new Figures(new MeasureEngine(catalogue).Compute(Now, (name, at) => tallies.FirstOrDefault(t => name == Feed && t.Item1 == at).Item2, 1));
        Assert.Equal(symbol, figures["VSS-01", "all", "All", window: "rolling-4q"].Symbol);
        Assert.Equal(symbol, figures["VSS-01", "all", "All", "change", "quarter"].Symbol);
        MeasureRow level = figures["VSS-01", "all", "All", window: "quarter"];
        Assert.Equal(("", "", "too few points"), (level.Symbol, level.Variation, level.Assurance));
        Assert.Equal("control limits from 2026-27-Q1: The question was reworded", level.Note);
        Assert.Equal(("common cause", "", ""), (figures["VSS-01", "sex", "Female", window: "quarter"].Variation, figures["VSS-01", "sex", "Female", "change", "quarter", ""].Symbol, figures["VSS-01", "sex", "Female", window: "quarter"].Note));
    }

    [Fact]
    public void The_engine_asks_for_no_quarter_beyond_those_it_says_it_needs()
    {
        var asked = new HashSet<Quarter>();
        new MeasureEngine(MeasureCatalogue.Default).Compute(Now, (_, at) => { asked.Add(at); return null; }, 1);
        Assert.Equal(Now.AddQuarters(1 - MeasureEngine.QuartersNeeded), asked.Min());
        Assert.Equal(Now, asked.Max());
    }

    [Fact]
    public void Breaks_and_populations_are_reference_data_with_reason_and_source()
    {
        Assert.All(MeasureCatalogue.Default.Breaks, b => Assert.NotEmpty(b.Reason));
        Assert.Contains(MeasureCatalogue.Default.Breaks, b => b.Breakdowns.Contains("ethnicity") && b.Reason.Contains("O1", StringComparison.Ordinal));
        Population census = MeasureCatalogue.Default.Populations["census-2021"];
        Assert.Equal(100 * (8_799_725 - 4_731_172) / 8_799_725.0, census.Shares["BME"], 1e-10);
        Assert.Equal(42.6, MeasureCatalogue.Default.Populations["projection-2016"].Shares["BME"]);
        Assert.Equal(100 * (1 - 146_055 / 220_338.0), MeasureCatalogue.Default.Populations["census-2011"].Shares["BME, Camden"], 1e-10);
    }

    private static MeasureCatalogue WithBreak(string yaml) => MeasureCatalogue.Read(
        MeasureCatalogue.Embedded().Select(f => f.File.EndsWith("breaks.yaml", StringComparison.Ordinal) ? (f.File, yaml) : f), FeedCatalogue.Default);

    private static IEnumerable<string> Answers(int satisfied, int all, string about) =>
        Enumerable.Range(0, all).Select(i => $"overall={(i < satisfied ? 2 : 6)} {about}");

    private static Figures Levels(params int[] levels) => Figures.Of(
        Feed, [.. levels.Select((level, i) => (Now.AddQuarters(i - levels.Length + 1), Rows.Tally(Feed, Now, Answers(level, 100, "sex=F"))))]);

    private static Figures Strands((int Disability, int Race, int Faith) then, (int Disability, int Race, int Faith) now)
    {
        static FeedTally Tally((int Disability, int Race, int Faith) level) => Rows.Tally(
            Feed, Now,
            [
                .. Answers(level.Disability, 100, "victim_group=HATE hate_strand=DISABILITY"), .. Answers(level.Race, 100, "victim_group=HATE hate_strand=RACE"),
                .. Answers(level.Faith, 100, "victim_group=HATE hate_strand=FAITH"),
                // Too few to be chosen, though none of them is satisfied.
                .. Answers(0, 10, "victim_group=HATE hate_strand=TRANSPHOBIC"),
            ]);
        return Figures.Of(Feed, (Now.AddQuarters(-4), Tally(then)), (Now, Tally(now)));
    }
}
