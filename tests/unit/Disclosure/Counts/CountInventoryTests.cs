using IncDiv.Disclosure.Tests.Release;

namespace IncDiv.Disclosure.Tests.Counts;

/// <summary>Which counts are secrets, and how uncertain of them outsiders must stay (disclosure.md S3).</summary>
public sealed class CountInventoryTests
{
    [Theory]
    [InlineData(12, true)]
    [InlineData(4, false)]
    public void Disabled_people_who_are_left_of_the_sexes_are_as_secret_as_any_unless_hardly_anybody_is_left(int left, bool isAsSecret)
    {
        const string officer = "worker_type=OFFICER leaver=false ethnicity=W1";
        Force force = new Force("workforce").Add(2, $"{officer} sex=PNS disability=Y").Add(left - 2, $"{officer} sex=PNS disability=N");
        foreach ((string sex, string disability, int number) in new[] { ("F", "Y", 40), ("F", "N", 160), ("M", "Y", 50), ("M", "N", 250) })
            force.Add(number, $"{officer} sex={sex} disability={disability}");
        CountInventory inventory = InventoryOf(force.Computed(Force.Quarter, "WF-05"));

        PopulationCount[] disabled =
        [
            .. inventory.Counts.Where(c => c.Less.Count > 1 && IsOfDisabled(c.Who, "leaver") && c.Less.All(l => IsOfDisabled(l, "leaver;sex"))),
        ];
        Assert.NotEmpty(disabled);
        Assert.All(disabled, d => Assert.Equal(isAsSecret ? inventory.RequirementFor(d.Who) : IntervalRequirement.NotExact, d.Requirement));
    }

    [Fact]
    public void That_a_base_is_of_nobody_is_no_secret()
    {
        var count = new PopulationCount(new Population("workforce", [Force.Quarter], [new Dictionary<string, string[]> { ["sex"] = ["X"] }]), []);
        count.MakePrimary(IntervalRequirement.Standard);
        Assert.True(count.IsPrimary);
        count.IsBase = true;
        Assert.False(count.IsPrimary);
        count.Persons = 3;
        Assert.True(count.IsPrimary);
    }

    private static bool IsOfDisabled(Population who, string andBy) =>
        who.Boxes is [var box] && box.GetValueOrDefault("disability") is ["Y"] && string.Join(';', box.Keys) == $"disability;{andBy}";

    private static CountInventory InventoryOf(ComputedMeasures computed) => CountInventory.Of(
        computed.Rows, computed.Counts, ContractSet.Embedded.Measures.Feeds.Find("workforce")!, ContractSet.Embedded.Measures.Feeds,
        ContractSet.Embedded.Policy);
}
