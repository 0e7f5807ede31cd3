using IncDiv.Contracts.Microdata;

namespace IncDiv.Contracts.Tests.Microdata;

public sealed class MicrodataReleaseTests
{
    public static TheoryData<string> Feeds => [.. ContractSet.Embedded.Releases.Releases.Select(r => r.Feed.Name)];

    [Theory]
    [MemberData(nameof(Feeds))]
    public void Every_feed_states_the_microdata_role_of_each_curated_column(string feed)
    {
        MicrodataRelease release = ContractSet.Embedded.Releases.Find(feed)!;
        string[] roles = [.. release.Columns.Select(c => c.Name), .. release.Dropped.Keys];
        Assert.Equal(release.Feed.CuratedColumns.Select(c => c.Name).Order(StringComparer.Ordinal), roles.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public void Pseudonyms_and_columns_that_others_know_are_never_passed_through(string feed)
    {
        MicrodataRelease release = ContractSet.Embedded.Releases.Find(feed)!;
        Assert.DoesNotContain(release.Columns, c => c.Kind == CuratedKind.Pseudonym);
        Assert.DoesNotContain(release.Measures, m =>
            release.Feed.Columns.FirstOrDefault(c => c.Name == m.Name)?.Class is ColumnClass.QuasiIdentifier or ColumnClass.SpecialCategory);
    }

    [Theory]
    [InlineData("  - commented\n", "", "'commented' has no role")]
    [InlineData("  - commented\n", "  - commented\n  - weight\n", "'weight' has 2 roles")]
    [InlineData("rounded: { weight: { step: 0.25, top: 4 } }", "rounded: {}", "'weight' has no role")]
    [InlineData("  pseudonym: nobody may follow a record of the bi file over time\n", "", "'pseudonym' has no role")]
    [InlineData("sensitive: [xq128a]", "sensitive: [xq128a, borough]", "'borough' has 2 roles")]
    public void A_column_without_a_role_or_with_two_is_refused(string right, string wrong, string because) =>
        AssertRefused("Releases/pas.yaml", right, wrong, because);

    [Theory]
    [InlineData("Female: [F], Male: [M], Other or not stated: [X, PNS]", "Female: [F], Male: [M], Other: [X]", "'PNS' is in no group")]
    [InlineData("Female: [F], Male: [M], Other or not stated: [X, PNS]", "Female: [F], Male: [M, F], Other: [X, PNS]", "'F' is in two groups")]
    [InlineData("Female: [F], Male: [M], Other or not stated: [X, PNS]", "Female: [F, Q], Male: [M], Other: [X, PNS]", "'Q' is not a value")]
    [InlineData("codes: sex", "codes: nowhere", "there is no code list 'nowhere'")]
    [InlineData("codes: sex", "rule: rounding", "'rule' is 'rounding', but must be text or flag")]
    public void A_hierarchy_that_is_not_total_and_functional_is_refused(string right, string wrong, string because) =>
        AssertRefused("Releases/Hierarchies/people.yaml", right, wrong, because);

    // A level groups the values of the level before it, so a cycle shows as a value that the level before does not have.
    [Fact]
    public void A_cycle_of_levels_is_refused() => AssertRefused(
        "Releases/Hierarchies/people.yaml",
        "    broad:\n      White: [White]\n      BME: [Mixed, Asian, Black, Other]",
        "    broad:\n      White: [White]\n      BME: [Mixed, Asian, Black, Other, BME]",
        "level 'broad': 'BME' is not a value of the level before it");

    private static void AssertRefused(string file, string right, string wrong, string because)
    {
        string yaml = ContractText.Embedded.Single(t => t.File == file).Yaml;
        Assert.Contains(right, yaml, StringComparison.Ordinal);
        IReadOnlyList<ContractProblem> problems = ContractSet.Check(ContractTexts.With((file, yaml.Replace(right, wrong, StringComparison.Ordinal))));
        Assert.Contains(problems, p => p.File == file && p.Line is not null && p.Message.Contains(because, StringComparison.Ordinal));
    }
}
