namespace IncDiv.Contracts.Tests;

/// <summary>Faults in the contracts of this build, one at a time: each is told with its file and line, and none stops the reading.</summary>
public sealed class ContractFaultTests
{
    [Theory]
    [InlineData("CodeLists/people.yaml", "codes: [16-24, 25-34,", "codes: [16-24, 16-24, 25-34,", "has the code '16-24' twice")]
    [InlineData("CodeLists/people.yaml", "codes: { F: Female, M: Male, X:", "codes: { F: Female, M: Male, Unknown: Unknown, X:", "has the code 'Unknown'")]
    [InlineData(
        "CodeLists/answers.yaml", "98: Refused, 99: Not asked }\n  not_answers: [97, 98, 99]", "98: Refused, 99: Not asked }\n  not_answers: [1]",
        "its answers come first")]
    [InlineData("Measures/1-workforce.yaml", "denominator: { sex: [F, M, X] }", "denominator: { sex: [F, [M], X] }", "give column 'sex' a list of codes")]
    [InlineData(
        "Measures/1-workforce.yaml", "denominator: { sex: [F, M, X] }", "denominator: { sex: [F, M], sex: [X] }", "a condition names column 'sex' twice")]
    [InlineData("Measures/1-workforce.yaml", "numerator: { sex: [F] }", "numerator: {}", "its kind needs a 'numerator'")]
    [InlineData("Measures/2-pas.yaml", "windows: [quarter, rolling-4q]", "windows: []", "it has no window")]
    [InlineData(
        "Measures/Breakdowns/breakdowns.yaml", "main_gap: true }\nethnicity:", "coarser: ethnicity, main_gap: true }\nethnicity:",
        "it comes back to itself")]
    [InlineData(
        "Measures/Breakdowns/breakdowns.yaml", "cross: [ethnicity_broad, sex]", "cross: [ethnicity_broad, rank]", "there is no breakdown 'rank' above it")]
    [InlineData(
        "Measures/Populations/populations.yaml", "  all_but: { BME: White }\n  places:", "  places:", "'places' need exactly one entry under 'all_but'")]
    [InlineData("Measures/SeriesBreaks/breaks.yaml", "breakdowns: [bcu]", "breakdowns: [bcus]", "it names breakdown 'bcus'")]
    [InlineData("Measures/SeriesBreaks/breaks.yaml", "feeds: [workforce]", "feeds: [work]", "it names feed 'work'")]
    [InlineData("Disclosure/policy.yaml", "sensitive_columns: [disability,", "sensitive_columns: [disabled,", "no feed has a curated column 'disabled'")]
    [InlineData("Disclosure/policy.yaml", "sensitive_measures: [WF-07h,", "sensitive_measures: [WF-7h,", "there is no measure 'WF-7h'")]
    [InlineData("Disclosure/policy.yaml", "{ WF-01b: 2,", "{ WF-01b: 1e300,", "'importance' of 'WF-01b' must be a whole number from 0 to 100")]
    [InlineData("Packs/public-quarterly.yaml", "leave_out: [business_group,", "leave_out: [busines_group,", "there is no breakdown 'busines_group'")]
    [InlineData("Packs/lrap-biannual.yaml", "quarters: [2, 4]", "quarters: [1.5]", "quarters of the year, 1 to 4")]
    [InlineData("Packs/lrap-biannual.yaml", "days_after_quarter_end: 60", "days_after_quarter_end: 2000000000", "at most 366 days")]
    [InlineData(
        "Feeds/actions.yaml", "status: { class: M, codes: action_status,", "status: { class: M, type: text,", "needs a column 'status' with a code list")]
    [InlineData(
        "Feeds/actions.yaml", "due_month: { rule: month, from: due_date }", "due: { rule: month, from: due_date }", "needs a derived column 'due_month'")]
    [InlineData("Feeds/pas.yaml", "kind: survey", "kind: survey\n---\nname: other", "A second document begins here")]
    public void A_fault_is_told_with_its_line_and_stops_nothing(string file, string right, string wrong, string message)
    {
        string yaml = ContractText.Embedded.Single(t => t.File == file).Yaml;
        Assert.Contains(right, yaml, StringComparison.Ordinal);

        IReadOnlyList<ContractProblem> problems = ContractSet.Check(ContractTexts.With((file, yaml.Replace(right, wrong, StringComparison.Ordinal))));

        Assert.Contains(problems, p => p.Line is not null && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_policy_and_a_second_action_plan_are_refused()
    {
        string Yaml(string file) => ContractText.Embedded.Single(t => t.File == file).Yaml;

        IReadOnlyList<ContractProblem> problems = ContractSet.Check(ContractTexts.With(
            ("Disclosure/second.yaml", Yaml("Disclosure/policy.yaml")),
            ("Feeds/second.yaml", Yaml("Feeds/actions.yaml").Replace("name: actions", "name: second", StringComparison.Ordinal))));

        Assert.Contains(
            problems,
            p => p.File == "Disclosure/second.yaml" && p.Message.StartsWith("There is more than one disclosure policy.", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Message.StartsWith("More than one feed is an action plan.", StringComparison.Ordinal));
    }

    [Fact]
    public void No_measure_is_computed_from_an_action_plan() => Assert.Contains(
        ContractSet.Check(ContractTexts.WithMeasures(
            "measures: [{ id: A-1, name: One, feed: actions, kind: count, unit: count, polarity: none, source: here }]")),
        p => p.Message == "Measure 'A-1': no measure is computed from an action plan.");

    [Fact]
    public void Ten_thousand_brackets_are_not_YAML_that_anybody_reads() => Assert.Contains(
        ContractSet.Check(ContractTexts.With(("Feeds/deep.yaml", new string('[', 10_000)))),
        p => p.Message.StartsWith("This is not YAML", StringComparison.Ordinal));
}
