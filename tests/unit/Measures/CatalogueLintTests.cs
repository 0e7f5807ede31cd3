namespace IncDiv.Measures.Tests;

public class CatalogueLintTests
{
    [Fact]
    public void The_catalogue_has_no_problems() => Assert.Empty(MeasureCatalogue.Lint(MeasureCatalogue.Embedded(), FeedCatalogue.Default));

    [Fact]
    public void Every_problem_is_listed_with_file_and_measure()
    {
        IReadOnlyList<string> problems = Lint("""
            measures:
              - { id: A-1, name: One, feed: pas, kind: proportion, unit: furlongs, polarity: sideways, source: here, numerator: { q999: [1] }, windows: [month] }
              - { id: A-2, name: Two, feed: pas, kind: proportion, unit: percent, polarity: up, numerator: { q131: [1] } }
              - { id: A-3, name: Three, feed: nowhere, kind: magic, unit: percent, polarity: up, source: here }
              - { name: Four, feed: pas, kind: mean, unit: years, polarity: up, source: here }
            """);
        Assert.Collection(
            problems,
            p => Assert.Equal("Catalogue/Measures/new.yaml, measure 'A-1': the feed's curated data has no column 'q999'.", p),
            p => Assert.StartsWith("Catalogue/Measures/new.yaml, measure 'A-1': window 'month' is not one of", p, StringComparison.Ordinal),
            p => Assert.StartsWith("Catalogue/Measures/new.yaml, measure 'A-1': unit 'furlongs' is not one of", p, StringComparison.Ordinal),
            p => Assert.StartsWith("Catalogue/Measures/new.yaml, measure 'A-1': polarity 'sideways' is not one of", p, StringComparison.Ordinal),
            p => Assert.Equal("Catalogue/Measures/new.yaml, measure 'A-2': 'source' is missing.", p),
            p => Assert.Equal("Catalogue/Measures/new.yaml, measure 'A-3': there is no feed 'nowhere'.", p),
            p => Assert.StartsWith("Catalogue/Measures/new.yaml, measure 'A-3': kind 'magic'", p, StringComparison.Ordinal),
            p => Assert.Equal("Catalogue/Measures/new.yaml, a measure without 'id': 'id' is missing.", p));
    }

    [Theory]
    [InlineData("targets: [{ kind: gap, source: here, breakdown: sex, group: Female }]", "a target of a gap names its 'comparator'")]
    [InlineData("targets: [{ kind: gap, source: here, breakdown: sex, group: Female, comparator: Other }]", "a comparison with 'Other' that the measure does not make")]
    [InlineData("targets: [{ kind: number, source: here, value: 3, breakdown: age }]", "a target is set in 'age'")]
    [InlineData("targets: [{ kind: number, source: here }]", "a target has no 'value'")]
    [InlineData("targets: [{ kind: wish, source: here }]", "target kind 'wish'")]
    [InlineData("targets: [{ kind: parity, source: here }]", "a target of parity is for a ratio")]
    [InlineData("targets: [{ kind: number, value: 1, breakdown: sex, group: Women, source: here }]", "a target names group 'Women'")]
    [InlineData("baselines: [{ value: 1, date: then, source: here, breakdown: sex, group: Women }]", "a baseline names group 'Women'")]
    [InlineData("baselines: [{ value: 1, date: then, source: here, breakdown: sex, group: Female, comparator: Other, statistic: gap }]", "a baseline is of a gap between 'Female' and 'Other' that the measure does not make")]
    [InlineData("standard: sex", "only a rate has a 'standard'")]
    [InlineData("benchmark: { population: census-1801, group: BME }", "there is no population 'census-1801'")]
    [InlineData("baselines: [{ value: 1, date: then, source: here, breakdown: borough }]", "a baseline is for 'borough'")]
    [InlineData("baselines: [{ value: 1, date: then, source: here, statistic: gap }]", "does not go with comparator ''")]
    [InlineData("breakdowns: [sex, sex]", "a breakdown is named twice")]
    [InlineData("windows: [quarter, quarter]", "a window is named twice")]
    [InlineData("windows: [rolling-4q], weight: weight", "with a rolling window must also have the discrete quarter")]
    [InlineData("caution_below: -1", "'caution_below' is negative")]
    public void A_contradiction_is_found(string field, string problem)
    {
        string breakdowns = field.StartsWith("breakdowns", StringComparison.Ordinal) ? "" : "breakdowns: [all, sex],";
        string found = Assert.Single(Lint($"measures: [{{ id: A-1, name: One, feed: pas, kind: proportion, unit: percent, polarity: up, source: here, numerator: {{ q131: [1] }}, {breakdowns} {field} }}]").Distinct());
        Assert.StartsWith("Catalogue/Measures/new.yaml, measure 'A-1': ", found, StringComparison.Ordinal);
        Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{ quarter: 2026-Q2, kind: question, reason: x }]", "'2026-Q2' is not a quarter")]
    [InlineData("[{ quarter: 2026-27-Q2, kind: whim, reason: x }]", "kind 'whim'")]
    [InlineData("[{ quarter: 2026-27-Q2, kind: process }]", "needs its recorded 'reason'")]
    [InlineData("[{ quarter: 2026-27-Q2, kind: process, measures: [PAS-99], reason: x }]", "names measure 'PAS-99'")]
    public void A_break_needs_quarter_kind_reason_and_measures_that_exist(string yaml, string problem) =>
        Assert.Contains(problem, Assert.Single(MeasureCatalogue.Lint(
            MeasureCatalogue.Embedded().Select(f => f.File.EndsWith("breaks.yaml", StringComparison.Ordinal) ? (f.File, yaml) : f), FeedCatalogue.Default)), StringComparison.Ordinal);

    [Fact]
    public void BME_women_come_first_wherever_ethnicity_and_sex_are_crossed()
    {
        Measure[] crossed = [.. MeasureCatalogue.Default.Measures.Where(m => m.Breakdowns.Any(b => b.Name == "ethnicity_broad x sex"))];
        Assert.All(new[] { "WF-05", "WF-06", "WF-07c", "WF-13", "WF-16", "WF-17", "WF-19", "PAS-01", "VSS-01", "VSS-06", "VSS-08", "SS-01", "SS-16" }, id => Assert.Contains(crossed, m => m.Id == id));
        Assert.All(crossed, m => Assert.Equal("BME, Female", m.Breakdowns.First(b => b.Name == "ethnicity_broad x sex").OrderedGroupsIn(FeedCatalogue.Default.Find(m.Feed)!)[0][0].Label));
    }

    private static IReadOnlyList<string> Lint(string yaml) => MeasureCatalogue.Lint(
        MeasureCatalogue.Embedded().Where(f => !f.File.StartsWith("Catalogue/Measures/", StringComparison.Ordinal) && !f.File.EndsWith("breaks.yaml", StringComparison.Ordinal))
            .Append(("Catalogue/Measures/new.yaml", yaml)),
        FeedCatalogue.Default);
}
