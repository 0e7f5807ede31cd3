using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IncDiv.Packs.Tests;

/// <summary>The figures in the tables of the page: scorecard, gaps, baselines and data quality.</summary>
public sealed partial class PackTablesTests
{
    private static readonly XDocument Page = SamplePack.Page(SamplePack.Input());

    [Fact]
    public void Every_figure_of_the_scorecard_is_its_row_rounded()
    {
        var rows = SampleRows.All().Where(
            r => r is { Breakdown: "all", Statistic: Statistic.Level, Unit: Unit.Percent, Value: not null } && r.Window != MeasureWindow.Quarter)
            .ToDictionary(r => r.MeasureId);
        int seen = 0;
        foreach (string[] line in Scorecard())
        {
            MeasureRow? row = rows.Values.SingleOrDefault(r => line[0] == $"{r.MeasureId} {r.MeasureName}");
            if (row is null || row.MeasureId == "WF-19")
                continue;
            seen++;
            Assert.Equal(OneDecimal(row.Value!.Value) + "%", line[1]);
            Assert.Equal($"{OneDecimal(row.Lower!.Value)} to {OneDecimal(row.Upper!.Value)}", line[2]);
            Assert.Equal(row.N!.Value, int.Parse(line[3], NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        }
        Assert.Equal(rows.Count - 1, seen);
    }

    [Theory]
    [InlineData("WF-19", "[low]")]
    [InlineData("VSS-01", "[x]")]
    [InlineData("EXT-01", "[x]")]
    [InlineData("WF-05", "by group")]
    [InlineData("WF-08", "0.40")]
    [InlineData("WF-20", "42,310")]
    public void The_scorecard_shows_every_kind_of_figure(string id, string figure) =>
        Assert.Equal(figure, Scorecard().Single(l => Id(l) == id)[1]);

    [Fact]
    public void The_scorecard_gives_change_and_gap_with_their_words()
    {
        string[] trust = Scorecard().Single(l => Id(l) == "PAS-05");
        Assert.Equal(["\u22120.4 percentage points", "\u22121.7 to +0.9", "●no clear difference"], trust[5..8]);
        string[] gap = SamplePack.Table(Page, "gaps-table").Single(l => l.Length > 1 && Id(l) == "PAS-05");
        Assert.Equal(["BME and White", "\u22127.8 percentage points", "\u22129.6 to \u22126.0", "▼lower"], gap[1..]);
    }

    [Fact]
    public void The_scorecard_is_grouped_by_the_seven_priorities_and_ends_with_other_measures()
    {
        string[] groups = [.. SamplePack.Table(Page, "scorecard-table").Where(l => l.Length == 1).Select(l => l[0])];
        Assert.Equal(
            [
                "Priority 1", "Priority 2", "Priority 3", "Priority 4", "Priority 5", "Priority 6",
                "Priority 7", "Further measures named in the strategy and its sources",
            ],
            groups.Select(g => g.Split('.')[0]));
        Assert.Equal(["PAS-05", "SST-01"], Scorecard().TakeLast(2).Select(Id));
    }

    [Fact]
    public void Every_measure_is_in_the_scorecard_once() =>
        Assert.Equal(
            SampleRows.All().Select(r => r.MeasureId).Distinct().Order(StringComparer.Ordinal),
            Scorecard().Select(Id).Order(StringComparer.Ordinal));

    [Fact]
    public void Baselines_are_next_to_the_present_figure_with_their_date()
    {
        IReadOnlyList<string[]> lines = SamplePack.Table(Page, "baselines-table");
        Assert.Equal(["WF-01 BME share of officers", "All", "13.3%", "March 2017", "16.9%", "S000 Table 1"], lines[0]);
        Assert.Equal(
            ["PAS-05 Trust the Met", "BME to White", "\u22128.0 percentage points", "2016-17", "\u22127.8 percentage points", "S000 section 3"],
            lines[1]);
        Assert.Equal(["EXT-01 Complaints", "All", "5,836", "2016/17", "[x]", "S000 section 3"], lines[2]);
    }

    [Fact]
    public void A_measure_that_is_not_supplied_names_its_source() =>
        Assert.Equal("not supplied; named in S000 section 3", Scorecard().Single(l => Id(l) == "EXT-01")[4]);

    [Fact]
    public void Data_quality_accounts_for_every_row_and_names_the_missing_feed()
    {
        IReadOnlyList<string[]> feeds = SamplePack.Table(Page, "quality-feeds");
        Assert.Equal(["Public Attitude Survey", "yes", "2", "3,214", "3,204", "10", "yes", "none"], feeds[0]);
        Assert.Equal(["Victim satisfaction survey", "yes", "[x]", "[x]", "[x]", "[x]", "[x]", "late or not supplied"], feeds[2]);
        Assert.Contains("quarantined, not used", SamplePack.Table(Page, "quality-drops").Single(l => l[0] == "04cc7712ab90e18d"));
    }

    [Fact]
    public void Rows_that_do_not_add_up_are_reported()
    {
        PackInput input = SamplePack.Input();
        FeedFacts pas = input.Feeds[0] with { Drops = [input.Feeds[0].Drops[0] with { RowsAccepted = 2_000 }] };
        Assert.Equal("no, 4 unaccounted for", SamplePack.Table(SamplePack.Page(input with { Feeds = [pas] }), "quality-feeds")[0][6]);
    }

    [Theory]
    [InlineData("public-quarterly", "67%", "74.6%")]
    [InlineData("stride-quarterly", "66.9%", "74.6%")]
    public void The_public_reads_whole_numbers_where_the_base_is_small(string id, string mixed, string all)
    {
        XDocument page = SamplePack.Page(SamplePack.Input(SampleRows.All(), id));
        Assert.Contains(mixed, SamplePack.Table(page, "characteristic-2").Single(l => l[0] == "Mixed"));
        Assert.Equal(all, SamplePack.Table(page, "scorecard-table").Single(l => l[0].StartsWith("PAS-05", StringComparison.Ordinal))[1]);
    }

    private static IEnumerable<string[]> Scorecard() => SamplePack.Table(Page, "scorecard-table").Where(l => l.Length > 1);

    private static string Id(string[] line) => MeasureId().Match(line[0]).Value;

    // Independent rounding: on the decimal text, digit by digit.
    private static string OneDecimal(double value)
    {
        decimal shifted = decimal.Parse(value.ToString("0.000000000", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) * 10;
        decimal whole = decimal.Truncate(shifted);
        if (Math.Abs(shifted - whole) >= 0.5m)
            whole += Math.Sign(shifted);
        var digits = new StringBuilder(Math.Abs(whole).ToString(CultureInfo.InvariantCulture).PadLeft(2, '0'));
        return (whole < 0 ? "\u2212" : "") + digits.Insert(digits.Length - 1, '.');
    }

    [GeneratedRegex("^[A-Z]+-[0-9]+")]
    private static partial Regex MeasureId();
}
