namespace IncDiv.Samples.Tests;

public sealed class PasInterviewsTests
{
    private const int Interviews = 3_200;
    private static readonly string[] Quarters = ["2016-17-Q1", "2016-17-Q2", "2016-17-Q3", "2016-17-Q4"];

    public static TheoryData<ulong> Seeds => [1, 2, 3, 4, 5, 6];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Good_job_locally_is_72_with_the_published_gaps_in_every_quarter_and_over_four(ulong seed)
    {
        var year = new List<(string[] Row, SampleTable Table)>();
        foreach (string quarter in Quarters)
        {
            SampleTable table = await SampleTable.WriteAsync("pas", quarter, Interviews, seed);
            AssertFigures([.. table.Rows.Select(r => (r, table))]);
            year.AddRange(table.Rows.Select(r => (r, table)));
        }
        AssertFigures(year);
    }

    [Fact]
    public async Task Every_borough_is_included_and_the_ethnic_mix_is_Londons()
    {
        SampleTable table = await SampleTable.WriteAsync("pas", "2016-17-Q4", Interviews, 1);
        Assert.Equal(32, table.Rows.Select(r => table.Get(r, "borough")).Distinct().Count());
        double known = Weight(table, r => table.IsBme(r) || table.IsWhite(r));
        Assert.Equal(40.2, 100 * Weight(table, table.IsBme) / known, 0.5);
        Assert.InRange(table.Rows.Average(r => table.Number(r, "weight")), 0.97, 1.03);
        Assert.All(table.Rows, r => Assert.InRange(table.Number(r, "weight"), 0.01, 5));
    }

    [Theory]
    [InlineData("q62c", "1 2", "3 4 5", 79)]
    [InlineData("q62tg", "1 2", "3 4 5", 76)]
    [InlineData("q62a", "1 2", "3 4 5", 79)]
    [InlineData("q62e", "1 2", "3 4 5", 74)]
    [InlineData("nq135bd", "1 2", "3 4 5", 88)]
    [InlineData("q131", "1 2", "3", 44)]
    public async Task Other_items_are_close_to_MOPACs_figures_for_March_2017(string item, string yes, string no, double level)
    {
        SampleTable table = await SampleTable.WriteAsync("pas", "2016-17-Q4", Interviews, 9);
        double favourable = Weight(table, r => table.Is(r, item, yes.Split(' ')));
        Assert.Equal(level, 100 * favourable / (favourable + Weight(table, r => table.Is(r, item, no.Split(' ')))), 0.5);
    }

    private static void AssertFigures(List<(string[] Row, SampleTable Table)> rows)
    {
        double white = GoodJob(rows, (t, r) => t.IsWhite(r));
        Assert.Equal(72, GoodJob(rows, (_, _) => true), 0.5);
        Assert.Equal(-8, GoodJob(rows, (t, r) => t.IsBme(r)) - white, 0.5);
        Assert.Equal(-3, GoodJob(rows, (t, r) => t.Starts(r, "ethnicity", "A")) - white, 0.5);
        double young = GoodJob(rows, (t, r) => t.Is(r, "age_band", "16-24"));
        Assert.Equal(-5, young - GoodJob(rows, (t, r) => !t.Is(r, "age_band", "16-24")), 1.0);
    }

    private static double GoodJob(List<(string[] Row, SampleTable Table)> rows, Func<SampleTable, string[], bool> of)
    {
        double yes = 0;
        double all = 0;
        foreach ((string[] row, SampleTable table) in rows)
        {
            if (!of(table, row) || !table.Is(row, "q60", "1", "2", "3", "4", "5"))
                continue;
            double weight = table.Number(row, "weight");
            all += weight;
            yes += table.Is(row, "q60", "1", "2") ? weight : 0;
        }
        return 100 * yes / all;
    }

    private static double Weight(SampleTable table, Func<string[], bool> of) => table.Rows.Where(of).Sum(r => table.Number(r, "weight"));
}
