using IncDiv.Contracts.Microdata;

namespace IncDiv.Contracts.Tests.Microdata;

public sealed class HierarchyTests
{
    public static TheoryData<string> Names => [.. ContractSet.Embedded.Releases.Hierarchies.Keys];

    public static TheoryData<string, string> QuasiIdentifiers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (MicrodataRelease release in ContractSet.Embedded.Releases.Releases)
                foreach (QuasiIdentifier quasi in release.QuasiIdentifiers)
                    data.Add(release.Feed.Name, quasi.Column);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(QuasiIdentifiers))]
    public void Every_code_of_the_list_has_a_value_on_every_level(string feed, string column)
    {
        Hierarchy hierarchy = ContractSet.Embedded.Releases.Find(feed)!.QuasiIdentifiers.Single(q => q.Column == column).Hierarchy;
        CuratedColumn curated = ContractSet.Embedded.Feeds.Find(feed)!.CuratedColumns.Single(c => c.Name == column);
        IEnumerable<string> codes = curated.Codes?.Codes.Select(c => c.Code) ?? (curated.Kind == CuratedKind.Flag ? ["false", "true"] : ["a text"]);

        foreach (string code in codes)
            for (int level = 0; level <= hierarchy.Height; level++)
                Assert.False(string.IsNullOrEmpty(hierarchy.Generalise(code, level)), $"{code} on level {level}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_level_is_a_function_of_the_level_before_it_and_has_no_more_values(string name)
    {
        Hierarchy hierarchy = ContractSet.Embedded.Releases.Hierarchies[name];
        string[] values = [.. hierarchy.Values ?? ["2026-03", "2026-04", "2026-12"]];
        for (int level = 1; level <= hierarchy.Height; level++)
        {
            var steps = values.Select(v => (From: hierarchy.Generalise(v, level - 1), To: hierarchy.Generalise(v, level))).Distinct().ToList();
            Assert.Equal(steps.Select(s => s.From).Distinct().Count(), steps.Count);
            Assert.True(steps.Select(s => s.To).Distinct().Count() <= steps.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Blank_stays_unknown_until_everything_is_one_value(string name)
    {
        Hierarchy hierarchy = ContractSet.Embedded.Releases.Hierarchies[name];
        for (int level = 0; level < hierarchy.Height; level++)
            Assert.Equal(Hierarchy.Unknown, hierarchy.Generalise(Hierarchy.Unknown, level));
        foreach (string value in hierarchy.Values ?? ["2026-03"])
            Assert.Equal(Hierarchy.Everything, hierarchy.Generalise(value, hierarchy.Height));
    }

    [Theory]
    [InlineData("ethnicity", "W9", "White", "White", "*")]
    [InlineData("ethnicity", "O1", "Asian", "BME", "*")]
    [InlineData("ethnicity", "NS", "Unknown", "Unknown", "*")]
    [InlineData("sex", "X", "Other or not stated", "*")]
    [InlineData("borough", "E09000032", "SW", "South", "Outer", "*")]
    [InlineData("borough", "E09000012", "CE", "Central", "Inner", "*")]
    [InlineData("rank", "Chief Inspector", "Inspecting", "Sergeant or above", "*")]
    [InlineData("length_of_service", "1-2y", "<2y", "<5y", "*")]
    [InlineData("age_band_victims", "85+", "65+", "55+", "*")]
    [InlineData("text", "Met Operations", "*")]
    public void Values_generalise_to_the_published_groupings(string name, string value, params string[] levels) =>
        Assert.Equal(levels, Enumerable.Range(1, levels.Length).Select(level => ContractSet.Embedded.Releases.Hierarchies[name].Generalise(value, level)!));

    [Fact]
    public void Every_borough_is_in_one_unit_and_every_unit_has_two_boroughs_or_more()
    {
        Hierarchy borough = ContractSet.Embedded.Releases.Hierarchies["borough"];
        var units = borough.Values!.Where(v => v != Hierarchy.Unknown).GroupBy(v => borough.Generalise(v, 1)!).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(
            ContractSet.Embedded.Feeds.CodeLists["bcu"].Codes.Select(c => c.Code).Order(StringComparer.Ordinal),
            units.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(32, units.Values.Sum());
        Assert.All(units.Values, boroughs => Assert.True(boroughs >= 2));
    }

    [Fact]
    public void Two_parents_of_one_value_are_refused() =>
        Assert.Throws<InvalidDataException>(() => new ListedHierarchy("h", 1, ["a", "b", "c"], [["1", "x", "p"], ["2", "x", "q"]]));
}
