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
        sections: [about, headlines]
        objectives:
          - { title: One, charts: [{ title: A chart, measures: [PAS-01] }], priorities: [{ title: First, measures: [PAS-01, PAS-02] }] }
        """;

    [Fact]
    public void The_strategy_has_three_objectives_and_seven_priorities()
    {
        PackDefinition pack = ContractSet.Embedded.Packs.Find("stride-quarterly")!;
        Assert.Equal(3, pack.Objectives.Count);
        Assert.Equal(7, pack.Objectives.Sum(o => o.Priorities.Count));
        Assert.InRange(pack.Headlines.Count, 1, 8);
        Assert.Equal(7, pack.SourceNotes.Count);
    }

    [Fact]
    public void Every_listed_measure_is_in_the_catalogue()
    {
        IEnumerable<string> listed = ContractSet.Embedded.Packs.Packs.SelectMany(
            pack => pack.Objectives.SelectMany(o => o.Priorities.SelectMany(p => p.MeasureIds).Concat(o.Charts.SelectMany(c => c.MeasureIds)))
                .Concat(pack.Headlines.Select(h => h.MeasureId)).Concat(pack.PlaceMeasureIds));
        Assert.All(listed, id => Assert.Contains(ContractSet.Embedded.Measures.Measures, m => PackDefinition.Covers(id, m.Id)));
    }

    [Theory]
    [InlineData("id: test-pack", "id: ../pack", "the id must consist of")]
    [InlineData("contact: SIDU", "contact: ''", "has no 'contact'")]
    [InlineData("required_feeds: [pas]", "required_feeds: [census]", "there is no feed 'census'")]
    [InlineData("[PAS-01, PAS-02]", "[PAS-01, PAS-01]", "measure 'PAS-01' is under two priorities")]
    [InlineData("{ measure: PAS-01 }", "{ measure: PAS-01, group: BME }", "give both 'group' and 'comparator'")]
    [InlineData("{ measure: PAS-01 }", "", "give 1 to 8 headlines")]
    [InlineData("measures: [PAS-01] }]", "measures: [] }]", "chart: 'A chart' needs measures")]
    [InlineData("title: A chart", "title: A chart, kind: pie", "'kind' is 'pie', but must be one of")]
    [InlineData("title: A chart", "title: A chart, kind: dumbbell", "needs 'group' and 'comparator'")]
    [InlineData("[about, headlines]", "[about, focus]", "or neither")]
    [InlineData("as_soon_as_complete: true", "quarters: [5]", "quarters of the year, 1 to 4")]
    [InlineData("title: A pack", "titel: A pack", "titel")]
    public void A_definition_that_contradicts_itself_is_refused_with_a_reason(string right, string wrong, string reason)
    {
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        string yaml = Valid.Replace(right, wrong, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Parse(yaml)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_right_definition_is_read() => Assert.Equal("test-pack", Parse(Valid).Id);

    [Fact]
    public void A_pack_names_measures_that_exist() => Assert.Contains(
        "Packs/test.yaml, line 8: Pack 'test-pack', headline: there is no measure 'PAS-99'",
        Assert.Throws<InvalidDataException>(() => Parse(Valid.Replace("{ measure: PAS-01 }", "{ measure: PAS-99 }", StringComparison.Ordinal))).Message,
        StringComparison.Ordinal);

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
        var rule = new PublicationRule(30, AsSoonAsComplete: true, [1, 2, 3, 4]);
        Assert.Equal(isDue, rule.IsDue(new Quarter(2026, 2), isComplete, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_pack_that_waits_for_its_date_is_not_due_early() =>
        Assert.False(new PublicationRule(30, AsSoonAsComplete: false, [1, 2, 3, 4]).IsDue(new Quarter(2026, 2), isComplete: true, new DateOnly(2026, 10, 29)));

    [Theory]
    [InlineData("stride-quarterly", PackTier.Board, "1 2 3 4")]
    [InlineData("audit-panel", PackTier.Board, "1 2 3 4")]
    [InlineData("public-quarterly", PackTier.Public, "1 2 3 4")]
    [InlineData("lrap-biannual", PackTier.Board, "2 4")]
    public void There_are_four_packs(string id, PackTier tier, string quarters)
    {
        PackDefinition pack = ContractSet.Embedded.Packs.Find(id)!;
        Assert.Equal(tier, pack.Tier);
        Assert.Equal(quarters, string.Join(' ', pack.Publication.Quarters));
        Assert.NotEmpty(pack.RequiredFeeds);
        Assert.Equal(ContractSet.Embedded.Packs.Packs.Count, ContractSet.Embedded.Packs.Packs.Select(p => p.Order).Distinct().Count());
    }

    [Theory]
    [InlineData("business_group", false)]
    [InlineData("bcu", false)]
    [InlineData("rank", false)]
    [InlineData("specialist_unit", false)]
    [InlineData("ethnicity", true)]
    [InlineData("borough", true)]
    public void The_public_pack_leaves_out_rank_unit_and_business_group(string breakdown, bool isHeld) =>
        Assert.Equal(isHeld, ContractSet.Embedded.Packs.Find("public-quarterly")!.Holds("WF-01", breakdown));

    [Fact]
    public void The_race_action_plan_holds_every_rank_and_the_measures_of_its_pillars_only()
    {
        PackDefinition pack = ContractSet.Embedded.Packs.Find("lrap-biannual")!;
        Assert.Equal(["Represented", "Respected", "Involved", "Protected"], pack.Objectives.Select(o => o.Title));
        Assert.True(pack.Holds("WF-14", "rank"));
        Assert.False(pack.Holds("WF-03", "all"));
    }

    // Two years, day by day, with every feed received on the day after the quarter: each pack is due once, on its date or as soon as its rule allows.
    [Theory]
    [InlineData("stride-quarterly", 8)]
    [InlineData("audit-panel", 8)]
    [InlineData("public-quarterly", 8)]
    [InlineData("lrap-biannual", 4)]
    public void Over_two_years_a_pack_becomes_due_once_in_each_of_its_quarters(string id, int times)
    {
        PublicationRule rule = ContractSet.Embedded.Packs.Find(id)!.Publication;
        List<(Quarter Quarter, DateOnly Day)> published = [];
        Quarter[] quarters = [.. Enumerable.Range(0, 8).Select(i => new Quarter(2026, 1).AddQuarters(i))];
        for (DateOnly day = quarters[0].FirstDay; day <= quarters[^1].LastDay.AddDays(100); day = day.AddDays(1))
            foreach (Quarter quarter in quarters.Where(q => published.TrueForAll(p => p.Quarter != q)))
                if (rule.IsDue(quarter, isComplete: day > quarter.LastDay, day))
                    published.Add((quarter, day));
        Assert.Equal(times, published.Count);
        Assert.All(published, p => Assert.Equal(rule.AsSoonAsComplete ? p.Quarter.LastDay.AddDays(1) : rule.DueDate(p.Quarter), p.Day));
    }

    [Fact]
    public void The_next_release_of_a_biannual_pack_is_two_quarters_away() =>
        Assert.Equal(new Quarter(2027, 2), ContractSet.Embedded.Packs.Find("lrap-biannual")!.Publication.Next(new Quarter(2026, 4)));

    private static PackDefinition Parse(string yaml) => ContractSet.Read(ContractTexts.With(("Packs/test.yaml", yaml))).Packs.Find("test-pack")!;
}
