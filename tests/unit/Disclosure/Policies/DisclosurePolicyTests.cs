namespace IncDiv.Disclosure.Tests.Policies;

public sealed class DisclosurePolicyTests
{
    private const string Policy = """
        version: 2
        minimum_base: 10
        minimum_headcount: 5
        group_minimum: 30
        zeros: shown
        not_stated: shown
        coalition: 1
        protect_secondaries: false
        standard: { width: 5, upper: 5 }
        sensitive_measures: [WF-07]
        sensitive_columns: [disability]
        minimum_pay: 25
        small_numerators:
          preset: standard
          everywhere: 2
          in_small_groups: 4
          small_group_below: 100
          columns: [ethnicity]
          codes: { sex: [X] }
          seniors: { rank: [Commander] }
        importance: { rank: 0 }
        """;

    [Fact]
    public void The_built_in_policy_has_the_thresholds_of_the_specification()
    {
        DisclosurePolicy policy = ContractSet.Embedded.Policy;

        Assert.Equal((10, 5, 30, true), (policy.MinimumFor(isWorkforce: false), policy.MinimumFor(isWorkforce: true), policy.GroupMinimum, policy.ZerosShown));
        Assert.Equal(new IntervalRequirement(5, 5), policy.RequirementFor(isSensitive: false, 10));
        Assert.Equal(new IntervalRequirement(10, 10), policy.RequirementFor(isSensitive: true, 10));
        SmallNumerators few = policy.SmallNumerators;
        Assert.Equal((25, false, 2, 4, 100), (policy.MinimumPay, few.IsEverybody, few.Everywhere, few.InSmallGroups, few.SmallGroupBelow));
    }

    [Fact]
    public void A_policy_names_sensitive_measures_and_tables_of_more_importance()
    {
        DisclosurePolicy policy = Read(Policy);

        Assert.True(policy.IsSensitive("WF-07"));
        Assert.Equal((0, 1), (policy.ImportanceOf("rank", 1), policy.ImportanceOf("ethnicity", 1)));
    }

    [Theory]
    [InlineData("minimum_base: 10", "minimum_base: 2", "'minimum_base' must be a whole number of 3 or more")]
    [InlineData("zeros: shown", "zeros: maybe", "'zeros' is 'maybe', but must be shown or hidden")]
    [InlineData("coalition: 1", "coalition: 2", "'coalition' is '2', but must be 0 or 1")]
    [InlineData("group_minimum: 30", "", "has no 'group_minimum'")]
    [InlineData("group_minimum: 30", "group_minimun: 30", "line 4")]
    [InlineData("version: 2", "minimum_base: 10", "line")]
    [InlineData("{ width: 5, upper: 5 }", "{ width: 5 }", "standard has no 'upper'")]
    [InlineData("sensitive_measures: [WF-07]", "", "has no 'sensitive_measures'")]
    [InlineData("columns: [ethnicity]", "", "has no 'columns'")]
    [InlineData("columns: [ethnicity]", "columns: [leave_reason]", "whose code list has groups")]
    [InlineData("preset: standard", "preset: lax", "'preset' is 'lax', but must be standard, strict or open")]
    [InlineData("in_small_groups: 4", "in_small_groups: 1", "'in_small_groups' hides fewer people than 'everywhere'")]
    [InlineData("columns: [ethnicity]", "columns: [ethnicty]", "no feed has a curated column 'ethnicty'")]
    [InlineData("sex: [X]", "sex: [Q]", "no feed has a curated column 'sex' with the code 'Q'")]
    public void A_faulty_policy_is_refused_with_the_place_and_the_remedy(string given, string instead, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<InvalidDataException>(() => Read(Policy.Replace(given, instead, StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);

    private static DisclosurePolicy Read(string yaml) => ContractSet.Read(ContractTexts.With(("Disclosure/policy.yaml", yaml))).Policy;
}
