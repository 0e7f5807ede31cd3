namespace IncDiv.Contracts.Tests;

public sealed class QuarterTests
{
    [Theory]
    [InlineData("2026-04-01", "2026-27-Q1")]
    [InlineData("2026-06-30", "2026-27-Q1")]
    [InlineData("2026-07-01", "2026-27-Q2")]
    [InlineData("2026-12-31", "2026-27-Q3")]
    [InlineData("2027-01-01", "2026-27-Q4")]
    [InlineData("2006-03-31", "2005-06-Q4")]
    [InlineData("2000-02-29", "1999-00-Q4")]
    public void A_day_is_in_its_financial_quarter(string day, string quarter) =>
        Assert.Equal(quarter, Quarter.Containing(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void First_and_last_day_bound_the_quarter()
    {
        Quarter quarter = Quarter.Parse("2016-17-Q4");
        Assert.Equal(new DateOnly(2017, 1, 1), quarter.FirstDay);
        Assert.Equal(new DateOnly(2017, 3, 31), quarter.LastDay);
    }

    [Theory]
    [InlineData("2016-17-Q4", 1, "2017-18-Q1")]
    [InlineData("2016-17-Q1", -1, "2015-16-Q4")]
    [InlineData("2016-17-Q2", -4, "2015-16-Q2")]
    public void Quarters_are_counted_across_years(string from, int count, string expected) =>
        Assert.Equal(expected, Quarter.Parse(from).AddQuarters(count).ToString());

    [Theory]
    [InlineData("2016-17-Q5")]
    [InlineData("2016-18-Q1")]
    [InlineData("2016/17-Q1")]
    [InlineData("2016-17-q1")]
    [InlineData("")]
    [InlineData("../../etc-Q1")]
    public void Other_texts_are_not_quarters(string text) => Assert.False(Quarter.TryParse(text, out _));
}
