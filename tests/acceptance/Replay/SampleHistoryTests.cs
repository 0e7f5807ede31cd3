namespace IncDiv.Replay.Tests;

public sealed class SampleHistoryTests
{
    private static readonly Quarter Last = new(2016, 4);

    [Theory]
    [InlineData("pas")]
    [InlineData("victim-satisfaction")]
    [InlineData("workforce")]
    public void Four_years_are_sixteen_quarters_without_a_gap_up_to_the_last(string feed)
    {
        IReadOnlyList<Quarter> quarters = SampleHistory.Quarters(feed, Last, 16);

        Assert.Equal(Enumerable.Range(0, 16).Select(new Quarter(2013, 1).AddQuarters), quarters);
    }

    [Fact]
    public void The_staff_survey_has_one_wave_a_year() =>
        Assert.Equal(["2013-14-Q4", "2014-15-Q4", "2015-16-Q4", "2016-17-Q4"], SampleHistory.Quarters("staff-survey", Last, 16).Select(q => q.ToString()));

    [Fact]
    public void A_run_has_at_least_one_quarter()
    {
        Assert.Equal([Last], SampleHistory.Quarters("pas", Last, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleHistory.Quarters("pas", Last, 0));
    }
}
