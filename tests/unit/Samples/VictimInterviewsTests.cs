namespace IncDiv.Samples.Tests;

public sealed class VictimInterviewsTests
{
    private const int Interviews = 3_000;

    public static TheoryData<ulong, string> Drops
    {
        get
        {
            var data = new TheoryData<ulong, string>();
            for (ulong seed = 1; seed <= 3; seed++)
                for (int number = 1; number <= 4; number++)
                    data.Add(seed, $"2016-17-Q{number}");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Drops))]
    public async Task Satisfaction_overall_and_by_group_is_as_the_strategy_says(ulong seed, string quarter)
    {
        SampleTable table = await SampleTable.WriteAsync("victim-satisfaction", quarter, Interviews, seed);
        double Satisfied(Func<string[], bool> of) =>
            table.Percent(r => table.Is(r, "overall", "1", "2", "3"), r => of(r) && !table.Is(r, "overall", "97", "98", ""));
        Assert.Equal(79, Satisfied(_ => true), 0.5);
        Assert.Equal(-4.5, Satisfied(table.IsBme) - Satisfied(table.IsWhite), 0.5);
        Assert.Equal(81.6, Satisfied(r => table.Is(r, "victim_group", "BURGLARY")), 0.5);
        Assert.Equal(71.7, Satisfied(r => table.Is(r, "victim_group", "HATE")), 0.5);
        Assert.InRange(Satisfied(r => table.Is(r, "hate_strand", "DISABILITY")), 55, 61);
        Assert.Equal(72, Satisfied(r => table.Is(r, "victim_group", "HATE") && !table.Is(r, "hate_strand", "DISABILITY")), 0.6);
    }

    [Fact]
    public async Task Four_quarters_together_keep_the_figures()
    {
        double yes = 0;
        double all = 0;
        foreach (int number in Enumerable.Range(1, 4))
        {
            SampleTable table = await SampleTable.WriteAsync("victim-satisfaction", $"2016-17-Q{number}", Interviews, 4);
            yes += table.Count(r => table.Is(r, "overall", "1", "2", "3"));
            all += table.Count(r => !table.Is(r, "overall", "97", "98"));
        }
        Assert.Equal(79, 100 * yes / all, 0.1);
    }

    [Fact]
    public async Task Satisfaction_is_lowest_with_follow_up_and_highest_with_treatment()
    {
        SampleTable table = await SampleTable.WriteAsync("victim-satisfaction", "2016-17-Q4", Interviews, 1);
        double Satisfied(string item) => table.Percent(r => table.Is(r, item, "1", "2", "3"), r => !table.Is(r, item, "97", "98"));
        Assert.Equal(68, Satisfied("follow_up"), 0.5);
        Assert.Equal(75, Satisfied("police_actions"), 0.5);
        Assert.Equal(91, Satisfied("ease_of_contact"), 0.5);
        Assert.Equal(91, Satisfied("treatment"), 0.5);
    }
}
