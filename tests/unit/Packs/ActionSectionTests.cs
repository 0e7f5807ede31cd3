using System.Xml.Linq;

namespace IncDiv.Packs.Tests;

public sealed class ActionSectionTests
{
    private static readonly ActionFacts[] Actions =
    [
        new("S004 Recommendation 1", "Recruitment", "Offer a bursary", "Service", "2015-03", "COMPLETE", ""),
        new("S004 Recommendation 2", "Recruitment", "Ask applicants", "Service", "2015-03", "UNDER_WAY", "A <b>pilot</b> runs."),
        new("S004 Recommendation 3", "Recruitment", "Talk with the Government", "Mayor's Office", "2026-09", "NOT_STARTED", ""),
        new("S004 Recommendation 4", "Progression", "Assess commanders", "Service", "2026-10", "AT_RISK", ""),
        new("S004 Recommendation 5", "Progression", "Count volunteering", "Service", "2014-01", "STOPPED", ""),
        new("S003 Pillar 1", "Progression", "Keep analysing", "Team", "", "UNDER_WAY", ""),
    ];

    [Theory]
    [InlineData("stride-quarterly")]
    [InlineData("audit-panel")]
    public void Status_is_counted_by_priority(string pack) => Assert.Equal(
        [
            // Priority, actions, not reported, not started, under way, at risk, complete, stopped, overdue.
            ["Recruitment", "3", "0", "1", "1", "0", "1", "0", "2"],
            ["Progression", "3", "0", "0", "1", "1", "0", "1", "0"],
        ],
        SamplePack.Table(Page(pack), "actions-priorities"));

    [Fact]
    public void Actions_due_by_the_end_of_the_quarter_that_are_neither_complete_nor_stopped_are_overdue() =>
        Assert.Equal(
            [["Ask applicants", "March 2015"], ["Talk with the Government", "September 2026"]],
            SamplePack.Table(Page("audit-panel"), "actions-overdue").Select(r => new[] { r[0], r[3] }));

    [Fact]
    public void Every_action_is_listed_and_markup_in_a_note_is_text()
    {
        XDocument page = Page("audit-panel");
        Assert.Equal(Actions.Length, SamplePack.Table(page, "actions-all").Count(r => r.Length > 1));
        Assert.DoesNotContain(page.Descendants("b"), b => b.Value == "pilot");
        Assert.Contains("A <b>pilot</b> runs.", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_register_that_was_not_supplied_is_shown_as_missing() =>
        Assert.Contains(
            "The action plan was not supplied for the quarter.",
            SamplePack.Page(SamplePack.Input(SampleRows.All(), "audit-panel")).Root!.Value,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("public-quarterly")]
    [InlineData("lrap-biannual")]
    public void Other_packs_do_not_show_the_register(string pack) =>
        Assert.DoesNotContain("Action plan", Page(pack).Descendants("h2").Select(h => h.Value));

    private static XDocument Page(string pack) => SamplePack.Page(SamplePack.Input(SampleRows.All(), pack) with { Actions = Actions });
}
