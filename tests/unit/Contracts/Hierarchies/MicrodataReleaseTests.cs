using IncDiv.Contracts.Hierarchies;
using IncDiv.Contracts.Reading;

namespace IncDiv.Contracts.Tests.Hierarchies;

public sealed class MicrodataReleaseTests
{
    private static readonly Hierarchy[] Known = [.. ReleaseCatalogue.Default.Hierarchies.Values];

    public static TheoryData<string> Feeds => [.. ReleaseCatalogue.Default.Releases.Select(r => r.Feed.Name)];

    [Theory]
    [MemberData(nameof(Feeds))]
    public void Every_feed_states_the_microdata_role_of_each_curated_column(string feed)
    {
        MicrodataRelease release = ReleaseCatalogue.Default.Find(feed)!;
        string[] roles = [.. release.Columns.Select(c => c.Name), .. release.Dropped.Keys];
        Assert.Equal(release.Feed.CuratedColumns.Select(c => c.Name).Order(StringComparer.Ordinal), roles.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public void Pseudonyms_and_columns_that_others_know_are_never_passed_through(string feed)
    {
        MicrodataRelease release = ReleaseCatalogue.Default.Find(feed)!;
        Assert.DoesNotContain(release.Columns, c => c.Kind == CuratedKind.Pseudonym);
        Assert.DoesNotContain(release.Measures, m =>
            release.Feed.Columns.FirstOrDefault(c => c.Name == m.Name)?.Class is ColumnClass.QuasiIdentifier or ColumnClass.SpecialCategory);
    }

    [Theory]
    [InlineData("commented", "0 roles")]
    [InlineData("weight", "cannot have this role")]
    [InlineData("pseudonym", "cannot have this role")]
    [InlineData("wave", "cannot have this role")]
    [InlineData("s01", "2 roles")]
    public void A_column_without_a_role_with_two_or_with_a_wrong_one_is_refused(string column, string because)
    {
        MicrodataRelease good = ReleaseCatalogue.Default.Find("staff-survey")!;
        var yaml = new ReleaseYaml
        {
            Feed = "staff-survey",
            Version = 1,
            QuasiIdentifiers = good.QuasiIdentifiers.Where(q => q.Column != column).ToDictionary(q => q.Column, q => new QuasiYaml { Hierarchy = q.Hierarchy.Name, Importance = q.Importance }),
            Sensitive = [.. good.Sensitive],
            PassThrough = [.. good.PassThrough, .. column == "commented" ? Array.Empty<string>() : [column]],
            Rounded = good.Rounded.Where(r => r.Column != column).ToDictionary(r => r.Column, r => new RoundedYaml { Step = r.Step, Top = r.Top }),
            Dropped = good.Dropped.Where(d => d.Key != column).ToDictionary(),
        };
        yaml.PassThrough.RemoveAll(p => p == "commented" && column == "commented");
        string message = Assert.Throws<InvalidDataException>(() => yaml.ToRelease(FeedCatalogue.Default.Feeds, Known.ToDictionary(h => h.Name))).Message;
        Assert.Contains($"'{column}'", message, StringComparison.Ordinal);
        Assert.Contains(because, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("h: { version: 1, codes: sex, levels: { l: { Female: [F], Male: [M], Other: [X] } } }", "'PNS' is in no group")]
    [InlineData("h: { version: 1, codes: sex, levels: { l: { Female: [F], Male: [M, F], Other: [X, PNS] } } }", "is in two groups")]
    [InlineData("h: { version: 1, codes: sex, levels: { l: { Female: [F, Q] } } }", "'Q' is not a value")]
    [InlineData("h: { version: 1, codes: nowhere }", "give either the 'codes'")]
    [InlineData("h: { version: 1, rule: rounding }", "give either the 'codes'")]
    public void A_hierarchy_that_is_not_total_and_functional_is_refused(string yaml, string because)
    {
        HierarchyYaml written = EmbeddedYaml.Parse<Dictionary<string, HierarchyYaml>>("h.yaml", yaml)["h"];
        Assert.Contains(because, Assert.Throws<InvalidDataException>(() => written.ToHierarchy("h", FeedCatalogue.Default.CodeLists)).Message, StringComparison.Ordinal);
    }
}
