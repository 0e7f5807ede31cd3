using IncDiv.Disclosure.Suppression;

namespace IncDiv.Disclosure.Tests.Release;

public sealed class CoarseningRuleTests
{
    private static readonly string[] Boroughs = ["Barnet", "Bexley", "Brent", "Camden", "Ealing", "Enfield", "Hackney", "Haringey"];

    [Theory]
    [InlineData(8, 3, 0, true)]
    [InlineData(8, 2, 0, false)]
    // Primary suppressions would also be needed in any other table.
    [InlineData(8, 4, 2, false)]
    // Two secondary suppressions among six groups are already a third.
    [InlineData(6, 3, 0, false)]
    public void A_table_with_too_many_secondary_suppressions_is_replaced_by_a_coarser_one(int groups, int masked, int small, bool givesWay)
    {
        MeasureRow[] rows =
        [
            .. Boroughs.Take(groups).Select(b => Figures.Weighted("PAS-01", MeasureWindow.Quarter, "borough", b, 60, 50)),
            Figures.Weighted("PAS-01", MeasureWindow.Quarter, "bcu", "Central West", 60, 200),
        ];
        CoarseningRule.LeftOut[] withheld =
            [.. CoarseningRule.Apply(rows, [.. rows.Select((_, i) => i < masked)], [.. rows.Select((_, i) => i < small)], ContractSet.Embedded.Measures)];
        Assert.Equal(givesWay ? ["PAS-01 | bcu | quarter"] : [], withheld.Select(w => w.Coarser));
    }

    [Theory]
    [InlineData(8, 3, true)]
    [InlineData(8, 2, false)]
    // A small table keeps its large groups.
    [InlineData(6, 3, false)]
    public void Of_a_table_too_much_is_small_where_it_is_more_than_a_part_of_seven_groups_or_more(int groups, int small, bool isLeftOut)
    {
        MeasureRow[] rows = [.. Boroughs.Take(groups).Select(b => Figures.Weighted("PAS-01", MeasureWindow.Quarter, "borough", b, 60, 50))];
        IReadOnlyList<CoarseningRule.LeftOut> withheld = CoarseningRule.OfSmallGroups(rows, [.. rows.Select((_, i) => i < small)]);
        Assert.Equal(isLeftOut ? ["PAS-01 | borough | quarter"] : [], withheld.Select(w => w.Table));
    }
}
