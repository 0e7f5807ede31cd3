namespace IncDiv.Measures.Tests;

public class CatalogueLintTests
{
    [Fact]
    public void Every_problem_is_listed_with_file_and_measure()
    {
        const string Unknown = "unit: furlongs, polarity: sideways";
        string[] problems = Lint($$"""
            measures:
              - { id: A-1, name: One, feed: pas, kind: proportion, {{Unknown}}, source: here, numerator: { q999: [1] }, windows: [month] }
              - { id: A-2, name: Two, feed: pas, kind: proportion, unit: percent, polarity: up, numerator: { q131: [1] } }
              - { id: A-3, name: Three, feed: nowhere, kind: magic, unit: percent, polarity: up, source: here }
              - { name: Four, feed: pas, kind: mean, unit: years, polarity: up, source: here }
            """);
        Assert.Collection(
            problems,
            p => Assert.Equal("Measures/new.yaml, line 2: Measure 'A-1': the feed's curated data has no column 'q999'.", p),
            p => Assert.StartsWith("Measures/new.yaml, line 2: Measure 'A-1': window 'month' is not one of", p, StringComparison.Ordinal),
            p => Assert.StartsWith("Measures/new.yaml, line 2: Measure 'A-1': unit 'furlongs' is not one of", p, StringComparison.Ordinal),
            p => Assert.StartsWith("Measures/new.yaml, line 2: Measure 'A-1': polarity 'sideways' is not one of", p, StringComparison.Ordinal),
            p => Assert.StartsWith("Measures/new.yaml, line 3: Measure 'A-2' has no 'source'.", p, StringComparison.Ordinal),
            p => Assert.StartsWith("Measures/new.yaml, line 4: Measure 'A-3': there is no feed 'nowhere'.", p, StringComparison.Ordinal),
            p => Assert.StartsWith("Measures/new.yaml, line 4: Measure 'A-3': 'kind' is 'magic', but must be one of", p, StringComparison.Ordinal),
            p => Assert.StartsWith("Measures/new.yaml, line 5: The file of measures, measure has no 'id'.", p, StringComparison.Ordinal),
            p => Assert.StartsWith("Measures/new.yaml, line 5: A measure without 'id': its kind needs a 'value'.", p, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("targets: [{ kind: gap, source: here, breakdown: sex, group: Female }]", "a target of a gap names its 'comparator'")]
    [InlineData(
        "targets: [{ kind: gap, source: here, breakdown: sex, group: Female, comparator: Other }]",
        "a comparison with 'Other' that the measure does not make")]
    [InlineData("targets: [{ kind: number, source: here, value: 3, breakdown: age }]", "a target is set in 'age'")]
    [InlineData("targets: [{ kind: number, source: here }]", "target has no 'value'")]
    [InlineData("targets: [{ kind: wish, source: here }]", "'kind' is 'wish'")]
    [InlineData("targets: [{ kind: parity, source: here }]", "a target of parity is for a ratio")]
    [InlineData("targets: [{ kind: number, value: 1, breakdown: sex, group: Women, source: here }]", "a target names group 'Women'")]
    [InlineData("baselines: [{ value: 1, date: then, source: here, breakdown: sex, group: Women }]", "a baseline names group 'Women'")]
    [InlineData(
        "baselines: [{ value: 1, date: then, source: here, breakdown: sex, group: Female, comparator: Other, statistic: gap }]",
        "a baseline is of a gap between 'Female' and 'Other' that the measure does not make")]
    [InlineData("standard: sex", "only a rate has a 'standard'")]
    [InlineData("benchmark: { population: census-1801, group: BME }", "there is no population 'census-1801'")]
    [InlineData("baselines: [{ value: 1, date: then, source: here, breakdown: borough }]", "a baseline is for 'borough'")]
    [InlineData("baselines: [{ value: 1, date: then, source: here, statistic: gap }]", "does not go with comparator ''")]
    [InlineData("breakdowns: [sex, sex]", "a breakdown is named twice")]
    [InlineData("windows: [quarter, quarter]", "a window is named twice")]
    [InlineData("windows: [rolling-4q], weight: weight", "with a rolling window must also have the discrete quarter")]
    [InlineData("caution_below: -1", "'caution_below' must be a whole number of 0 or more")]
    public void A_contradiction_is_found(string field, string problem)
    {
        string breakdowns = field.StartsWith("breakdowns", StringComparison.Ordinal) ? "" : "breakdowns: [all, sex],";
        string found = Assert.Single(Lint(
            "measures: [{ id: A-1, name: One, feed: pas, kind: proportion, unit: percent, polarity: up, source: here, "
                + $"numerator: {{ q131: [1] }}, {breakdowns} {field} }}]"));
        Assert.StartsWith("Measures/new.yaml, line 1: Measure 'A-1'", found, StringComparison.Ordinal);
        Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{ quarter: 2026-Q2, kind: question, reason: x }]", "'2026-Q2' is not a quarter")]
    [InlineData("[{ quarter: 2026-27-Q2, kind: whim, reason: x }]", "'kind' is 'whim'")]
    [InlineData("[{ quarter: 2026-27-Q2, kind: process }]", "has no 'reason'")]
    [InlineData("[{ quarter: 2026-27-Q2, kind: process, measures: [PAS-99], reason: x }]", "names measure 'PAS-99'")]
    public void A_break_needs_quarter_kind_reason_and_measures_that_exist(string yaml, string problem) =>
        Assert.Contains(
            problem, Assert.Single(ContractSet.Check(ContractTexts.With(("Measures/SeriesBreaks/breaks.yaml", yaml)))).ToString(), StringComparison.Ordinal);

    [Fact]
    public void BME_women_come_first_wherever_ethnicity_and_sex_are_crossed()
    {
        Measure[] crossed = [.. ContractSet.Embedded.Measures.Measures.Where(m => m.Breakdowns.Any(b => b.Name == "ethnicity_broad x sex"))];
        Assert.All(
            new[] { "WF-05", "WF-06", "WF-07c", "WF-13", "WF-16", "WF-17", "WF-19", "PAS-01", "VSS-01", "VSS-06", "VSS-08", "SS-01", "SS-16" },
            id => Assert.Contains(crossed, m => m.Id == id));
        Assert.All(
            crossed,
            m => Assert.Equal(
                "BME, Female",
                m.Breakdowns.First(b => b.Name == "ethnicity_broad x sex").OrderedGroupsIn(ContractSet.Embedded.Feeds.Find(m.Feed)!)[0][0].Label));
    }

    private static string[] Lint(string yaml) => [.. ContractSet.Check(ContractTexts.WithMeasures(yaml)).Select(p => p.ToString())];
}
