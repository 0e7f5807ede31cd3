using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

public sealed class InventoryTests
{
    public static TheoryData<string> Measures => [.. ContractSet.Embedded.Measures.Measures.Where(m => m.Kind != MeasureKind.NotSupplied).Select(m => m.Id)];

    [Theory]
    [MemberData(nameof(Measures))]
    public void The_population_of_every_group_of_every_measure_is_known(string id)
    {
        Measure measure = ContractSet.Embedded.Measures.Find(id)!;
        Feed feed = ContractSet.Embedded.Measures.Feeds.Find(measure.Feed)!;
        foreach (Breakdown breakdown in measure.Breakdowns.Where(b => !b.IsOpen))
        {
            string[] groups = [.. breakdown.OrderedGroupsIn(feed).SelectMany(l => l).Select(g => g.Label)];
            MeasureRow[] rows = [.. groups.Select(g => Row(measure, breakdown.Reports, g))];
            Inventory inventory = Read(rows);
            Assert.All(inventory.AtomsOf, atoms => Assert.NotEmpty(atoms));
            // Groups that the measure's population excludes, such as cadets among paid workers, are all the same empty set.
            Atom[] people = [.. inventory.AtomsOf.Select(a => a[0]).Where(a => a.Set.Where.Values.All(codes => codes.Length > 0))];
            Assert.Equal(people.Length, people.Distinct().Count());
            Assert.NotEmpty(people);
        }
    }

    [Fact]
    public void One_set_of_people_has_one_count_whichever_measure_shows_it()
    {
        Inventory inventory = Read(
            Figures.Share("WF-01", "rank", "Constable", 20, 200),
            Figures.Share("WF-09", "rank", "Constable", 20, 200),
            Figures.Share("WF-14", "rank", "Constable", 8, 200));

        Assert.Same(inventory.AtomsOf[0][0], inventory.AtomsOf[1][0]);
        Assert.Same(inventory.AtomsOf[0][1], inventory.AtomsOf[1][1]);
        Assert.Same(inventory.AtomsOf[0][0], inventory.AtomsOf[2][0]);
        Assert.NotSame(inventory.AtomsOf[0][1], inventory.AtomsOf[2][1]);
    }

    [Fact]
    public void A_weighted_share_reveals_its_base_only()
    {
        Inventory inventory = Read(Figures.Weighted("PAS-01", MeasureWindow.Quarter, "all", "All", 61.3, 900));
        Assert.Equal([900L], inventory.AtomsOf[0].Select(a => a.Value!.Value));
    }

    [Fact]
    public void A_weighted_share_of_0_percent_reveals_a_count_of_zero()
    {
        Inventory inventory = Read(Figures.Weighted("PAS-01", MeasureWindow.Quarter, "all", "All", 0, 900));
        Assert.Equal([900L, 0L], inventory.AtomsOf[0].Select(a => a.Value!.Value));
    }

    [Theory]
    [InlineData("WF-01")]
    [InlineData("WF-99")]
    public void A_figure_about_an_unknown_population_stops_the_release(string id)
    {
        MeasureRow row = Figures.Share("WF-01", "all", "All", 20, 200) with { MeasureId = id, N = null };
        Assert.Contains(id, Assert.Throws<InvalidOperationException>(() => Read(row)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_values_of_one_count_stop_the_release_and_are_not_shown()
    {
        var fault = Assert.Throws<InvalidOperationException>(
            () => Read(Figures.Share("WF-01", "rank", "Constable", 20, 200), Figures.Share("WF-09", "rank", "Constable", 20, 201)));
        Assert.Contains("WF-09|snapshot|level|rank|Constable| contradicts WF-01", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("201", fault.Message, StringComparison.Ordinal);
    }

    private static Inventory Read(params MeasureRow[] rows) =>
        Inventory.Of(rows, [.. rows.Select(_ => FigureCounts.None)], ContractSet.Embedded.Measures, ContractSet.Embedded.Policy);

    private static MeasureRow Row(Measure measure, string breakdown, string group)
    {
        MeasureRow row = Figures.Count(breakdown, group, 100) with { MeasureId = measure.Id, Feed = measure.Feed, Window = measure.Windows[^1], Value = 0 };
        bool hasLevel = measure.Kind != MeasureKind.MeanPayGap && measure.Kind != MeasureKind.MedianPayGap;
        return row with { Statistic = hasLevel ? Statistic.Level : Statistic.Gap, Comparator = hasLevel ? "" : group };
    }
}
