namespace IncDiv.Samples.Tests;

public sealed class StaffResponsesTests
{
    private const int Responses = 13_000;

    public static TheoryData<ulong, string> Waves => new()
    {
        { 1, "2016-17-Q4" }, { 2, "2016-17-Q4" }, { 3, "2016-17-Q1" }, { 4, "2016-17-Q2" }, { 5, "2016-17-Q3" }, { 6, "2021-22-Q2" },
    };

    [Theory]
    [MemberData(nameof(Waves))]
    public async Task Agreement_overall_and_by_group_is_as_the_strategy_says(ulong seed, string quarter)
    {
        SampleTable table = await SampleTable.WriteAsync("staff-survey", quarter, Responses, seed);
        void Assert_agree(string item, double percent, string column = "", string value = "")
        {
            double agree = table.Percent(
                r => table.Is(r, item, "1", "2"),
                r => table.Is(r, item, "1", "2", "3", "4", "5") && (column.Length == 0 || table.Is(r, column, value)));
            Assert.True(Math.Abs(agree - percent) < 0.5, $"{item} {column} {value}: {agree} instead of {percent}");
        }

        Assert_agree("s01", 53);
        Assert_agree("s02", 62);
        Assert_agree("s03", 60);
        Assert_agree("s04", 25);
        Assert_agree("s03", 53, "disability", "Y");
        Assert_agree("s02", 49, "disability", "Y");
        Assert_agree("s02", 66, "disability", "N");
        Assert_agree("s01", 41, "disability", "Y");
        Assert_agree("s01", 57, "disability", "N");
        Assert_agree("s03", 84, "age_band", "20-24");
        Assert_agree("s03", 55, "age_band", "40-44");
        Assert_agree("s05", 64, "age_band", "20-24");
        Assert_agree("s05", 39, "age_band", "40-44");
        Assert_agree("s02", 77, "age_band", "20-24");
        Assert_agree("s02", 59, "age_band", "40-44");
        Assert_agree("s01", 67, "age_band", "20-24");
        Assert_agree("s01", 50, "age_band", "40-44");
        Assert_agree("s03", 93, "length_of_service", "6-12m");
        Assert_agree("s03", 54, "length_of_service", "10-15y");
        Assert_agree("s01", 81, "length_of_service", "6-12m");
        Assert_agree("s01", 49, "length_of_service", "10-15y");
        Assert_agree("s05", 76, "length_of_service", "6-12m");
        Assert_agree("s05", 37, "length_of_service", "10-15y");
        Assert_agree("s06", 59, "length_of_service", "6-12m");
        Assert_agree("s06", 37, "length_of_service", "10-15y");
    }

    [Fact]
    public async Task The_wave_is_the_financial_year_and_answers_of_a_person_go_together()
    {
        SampleTable table = await SampleTable.WriteAsync("staff-survey", "2016-17-Q4", Responses, 1);
        Assert.All(table.Rows, r => Assert.Equal("2016-17", table.Get(r, "wave")));
        double Proud(string fairness) => table.Percent(r => table.Is(r, "s03", "1", "2"), r => table.Is(r, "s01", fairness));
        Assert.True(Proud("2") > Proud("4") + 15);
    }
}
