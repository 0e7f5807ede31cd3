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
}
