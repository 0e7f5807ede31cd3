namespace IncDiv.Anonymisation.Tests;

public sealed class CalendarSpanTests
{
    [Theory]
    [InlineData("1990-03-31", "2017-03-30", 26)]
    [InlineData("1990-03-31", "2017-03-31", 27)]
    [InlineData("1990-04-01", "2017-03-31", 26)]
    [InlineData("2000-02-29", "2018-02-28", 17)]
    [InlineData("2000-02-29", "2018-03-01", 18)]
    [InlineData("2000-02-29", "2020-02-29", 20)]
    [InlineData("1999-12-31", "2000-01-01", 0)]
    public void Whole_years_change_on_the_birthday(string from, string to, int years) =>
        Assert.Equal(years, CalendarSpan.Years(Day(from), Day(to)));

    [Theory]
    [InlineData("2017-01-15", "2017-02-14", 0)]
    [InlineData("2017-01-15", "2017-02-15", 1)]
    [InlineData("2016-12-31", "2017-06-30", 6)]
    [InlineData("2017-01-31", "2017-02-28", 1)]
    [InlineData("2017-01-31", "2017-02-27", 0)]
    [InlineData("2017-03-31", "2017-03-31", 0)]
    [InlineData("2007-04-01", "2017-03-31", 119)]
    [InlineData("2007-03-31", "2017-03-31", 120)]
    public void Whole_months_end_on_the_same_day_or_the_last_of_the_month(string from, string to, int months) =>
        Assert.Equal(months, CalendarSpan.Months(Day(from), Day(to)));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
