using IncDiv.Contracts.Output;
using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

public sealed class LadderTests
{
    private static readonly string[] Groups = ["BME, Female", "BME, Male", "BME, Other", "White, Female", "White, Male", "White, Other"];

    [Fact]
    public void A_crossed_table_of_which_too_much_would_go_gives_way_to_its_margins()
    {
        ReleasedMeasures released = Figures.Release([.. Crossed(80, 90, 4, 200, 210, 7), Figures.Weighted("PAS-01", "quarter", "sex", "Female", 60, 280)]);
        Assert.Equal(Groups, Figures.Masked(released.Rows));
        TableEvidence table = released.Evidence.Tables.Single(t => t.Breakdown == "ethnicity_broad x sex");
        Assert.Equal("PAS-01 | sex | quarter", table.Rung);
        Assert.Equal(["table left out"], table.Reasons);
    }

    [Fact]
    public void Without_a_coarser_table_it_stays()
    {
        IReadOnlyList<string> masked = Figures.Masked(Figures.Release(Crossed(80, 90, 4, 200, 210, 7)).Rows);
        Assert.Equal(["BME, Other", "White, Other"], masked);
    }

    [Fact]
    public void One_masked_group_of_six_leaves_the_others_standing()
    {
        ReleasedMeasures released = Figures.Release([.. Crossed(80, 90, 14, 200, 210, 7), Figures.Weighted("PAS-01", "quarter", "sex", "Female", 60, 280)]);
        Assert.Equal(["White, Other"], Figures.Masked(released.Rows));
    }

    private static IEnumerable<MeasureRow> Crossed(params int[] bases) => Groups.Select((g, i) => Figures.Weighted("PAS-01", "quarter", "ethnicity_broad x sex", g, 60, bases[i]));
}
