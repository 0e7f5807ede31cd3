using IncDiv.Contracts;
using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.PackDefinitions;

namespace IncDiv.Packs.Tests;

public sealed class PackDefinitionTests
{
    private const string Valid = """
        id: test-pack
        title: A pack
        status: Management information
        owner: SIDU
        contact: SIDU
        publication: { days_after_quarter_end: 30, as_soon_as_complete: true }
        required_feeds: [pas]
        headlines: [{ measure: PAS-01 }]
        objectives:
          - { title: One, chart: { title: A chart, measures: [PAS-01] }, priorities: [{ title: First, measures: [PAS-01, PAS-02] }] }
        """;

    [Fact]
    public void The_strategy_has_three_objectives_and_seven_priorities()
    {
        PackDefinition pack = PackCatalogue.Default.Find("stride-quarterly")!;
        Assert.Equal(3, pack.Objectives.Count);
        Assert.Equal(7, pack.Objectives.Sum(o => o.Priorities.Count));
        Assert.InRange(pack.Headlines.Count, 1, 8);
        Assert.Equal(7, pack.SourceNotes.Count);
    }

    [Fact]
    public void Every_listed_measure_is_in_the_catalogue()
    {
        PackDefinition pack = PackCatalogue.Default.Find("stride-quarterly")!;
        IEnumerable<string> listed = pack.Objectives.SelectMany(o => o.Priorities.SelectMany(p => p.MeasureIds).Concat(o.Chart.MeasureIds))
            .Concat(pack.Headlines.Select(h => h.MeasureId)).Concat(pack.PlaceMeasureIds);
        Assert.All(listed, id => Assert.Contains(MeasureCatalogue.Default.Measures, m => PackDefinition.Covers(id, m.Id)));
    }

    [Theory]
    [InlineData("id: test-pack", "id: ../pack", "the id is made of")]
    [InlineData("contact: SIDU", "contact: ''", "'contact' is missing")]
    [InlineData("required_feeds: [pas]", "required_feeds: [census]", "there is no feed 'census'")]
    [InlineData("[PAS-01, PAS-02]", "[PAS-01, PAS-01]", "measure 'PAS-01' stands under two priorities")]
    [InlineData("{ measure: PAS-01 }", "{ measure: PAS-01, group: BME }", "give both 'group' and 'comparator'")]
    [InlineData("{ measure: PAS-01 }", "", "give 1 to 8 headlines")]
    [InlineData("measures: [PAS-01] }", "measures: [] }", "needs a chart with measures")]
    [InlineData("title: A pack", "titel: A pack", "titel")]
    public void A_definition_that_contradicts_itself_is_refused_with_a_reason(string right, string wrong, string reason)
    {
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        string yaml = Valid.Replace(right, wrong, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => PackCatalogue.Parse("test.yaml", yaml)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_right_definition_is_read() => Assert.Equal("test-pack", PackCatalogue.Parse("test.yaml", Valid).Id);

    [Theory]
    [InlineData("PAS-10", "PAS-10", true)]
    [InlineData("PAS-10", "PAS-10a", true)]
    [InlineData("PAS-10", "PAS-10-senior", true)]
    [InlineData("PAS-10", "PAS-101", false)]
    [InlineData("PAS-1", "PAS-10", false)]
    [InlineData("PAS-10", "PAS-1", false)]
    public void An_id_covers_its_measure_and_its_parts(string listed, string measure, bool covers) =>
        Assert.Equal(covers, PackDefinition.Covers(listed, measure));

    [Theory]
    [InlineData("2026-10-29", false, false)]
    [InlineData("2026-10-30", false, true)]
    [InlineData("2027-05-01", false, true)]
    [InlineData("2026-10-02", true, true)]
    public void A_pack_is_due_on_its_date_or_when_complete(string today, bool isComplete, bool isDue)
    {
        var rule = new PublicationRule(30, AsSoonAsComplete: true);
        Assert.Equal(isDue, rule.IsDue(new Quarter(2026, 2), isComplete, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_pack_that_waits_for_its_date_is_not_due_early() =>
        Assert.False(new PublicationRule(30, AsSoonAsComplete: false).IsDue(new Quarter(2026, 2), isComplete: true, new DateOnly(2026, 10, 29)));
}
