using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

public sealed class LadderTests
{
    private static readonly string[] Groups = ["BME, Female", "BME, Male", "BME, Other", "White, Female", "White, Male", "White, Other"];

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
        Ladder.Withheld[] withheld =
            [.. Ladder.Climb(rows, [.. rows.Select((_, i) => i < masked)], [.. rows.Select((_, i) => i < small)], ContractSet.Embedded.Measures)];
        Assert.Equal(givesWay ? ["PAS-01 | bcu | quarter"] : [], withheld.Select(w => w.Rung));
    }

    [Theory]
    [InlineData(8, 3, true)]
    [InlineData(8, 2, false)]
    // A small table keeps its large groups.
    [InlineData(6, 3, false)]
    public void Of_a_table_too_much_is_small_where_it_is_more_than_a_part_of_seven_groups_or_more(int groups, int small, bool isLeftOut)
    {
        MeasureRow[] rows = [.. Boroughs.Take(groups).Select(b => Figures.Weighted("PAS-01", MeasureWindow.Quarter, "borough", b, 60, 50))];
        IReadOnlyList<Ladder.Withheld> withheld = Ladder.OfSmallGroups(rows, [.. rows.Select((_, i) => i < small)]);
        Assert.Equal(isLeftOut ? ["PAS-01 | borough | quarter"] : [], withheld.Select(w => w.Table));
    }

    [Fact]
    public void A_crossed_table_keeps_its_large_groups()
    {
        ReleasedMeasures released = Figures.Release(
            [.. Crossed(80, 90, 4, 200, 210, 7), Figures.Weighted("PAS-01", MeasureWindow.Quarter, "sex", "Female", 60, 280)]);
        Assert.Equal(["BME, Other", "White, Other"], Figures.Masked(released.Rows));
    }

    [Fact]
    public void A_table_without_a_coarser_one_is_kept()
    {
        IReadOnlyList<string> masked = Figures.Masked(Figures.Release(Crossed(80, 90, 4, 200, 210, 7)).Rows);
        Assert.Equal(["BME, Other", "White, Other"], masked);
    }

    [Fact]
    public void One_masked_group_of_six_leaves_the_others_shown()
    {
        ReleasedMeasures released = Figures.Release(
            [.. Crossed(80, 90, 14, 200, 210, 7), Figures.Weighted("PAS-01", MeasureWindow.Quarter, "sex", "Female", 60, 280)]);
        Assert.Equal(["White, Other"], Figures.Masked(released.Rows));
    }

    private static IEnumerable<MeasureRow> Crossed(params int[] bases) =>
        Groups.Select((g, i) => Figures.Weighted("PAS-01", MeasureWindow.Quarter, "ethnicity_broad x sex", g, 60, bases[i]));
}
