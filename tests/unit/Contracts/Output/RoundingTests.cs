namespace IncDiv.Contracts.Tests.Output;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(0.5, 0, "1")]
    [InlineData(1.5, 0, "2")]
    [InlineData(2.5, 0, "3")]
    [InlineData(-0.5, 0, "-1")]
    [InlineData(-2.5, 0, "-3")]
    [InlineData(1.15, 1, "1.2")]
    [InlineData(0.25, 1, "0.3")]
    [InlineData(0.45, 1, "0.5")]
    [InlineData(2.4999, 0, "2")]
    public void Halves_are_rounded_away_from_zero(double value, int decimals, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Rounding.Round(value, decimals));
}
