namespace IncDiv.Measures.Tests.Statistics;

/// <summary>Reference values: statistics.md C1, which cites PHEindicatormethods and its published test data.</summary>
public class WilsonTests
{
    /// <summary>The 99.9 % point of the normal distribution: half-width of a 99.8 % interval in standard errors.</summary>
    internal const double Z998 = 3.090232306167813;

    [Theory]
    [InlineData(53, 100, 0.432888569701, 0.624891820407)]
    [InlineData(0, 20, 0, 0.161125158053)]
    [InlineData(20, 20, 0.838874841947, 1)]
    [InlineData(25, 100, 0.175452113623, 0.343044635481)]
    [InlineData(6784, 12800, 0.521345998315, 0.538636000249)]
    [InlineData(1, 100, 0.00176743206414, 0.0544861961787)]
    [InlineData(65, 100, 0.55254443296888, 0.7363575175690)]
    [InlineData(9856, 12345, 0.79121017529091, 0.8053640073615)]
    [InlineData(222, 3215, 0.06079169036364, 0.0783395668138)]
    [InlineData(0.445, 1, 0.0438174477206, 0.933462127698)]
    public void The_95_percent_interval_has_the_published_value(double x, double n, double lower, double upper) =>
        AssertEqual(lower, upper, Wilson.Interval(x, n));

    [Theory]
    [InlineData(1, 100, 0.00087306569730, 0.10455445283706)]
    [InlineData(65, 100, 0.49549465740704, 0.77835406140897)]
    public void The_99_8_percent_interval_has_the_published_value(double x, double n, double lower, double upper) =>
        AssertEqual(lower, upper, Wilson.Interval(x, n, Z998));

    [Fact]
    public void The_limits_stay_within_the_range_of_a_proportion()
    {
        for (int n = 1; n < 400; n++)
        {
            Assert.Equal(0.0, Wilson.Interval(0, n).Lower);
            Assert.Equal(1.0, Wilson.Interval(n, n).Upper);
        }
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(1, 0)]
    [InlineData(11, 10)]
    public void A_count_outside_its_base_is_refused(double x, double n) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(x, n));

    internal static void AssertEqual(double lower, double upper, Interval interval, double tolerance = 1e-9)
    {
        Assert.Equal(lower, interval.Lower, tolerance);
        Assert.Equal(upper, interval.Upper, tolerance);
    }
}
