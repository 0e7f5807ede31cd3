namespace IncDiv.Measures.Tests.Statistics;

/// <summary>Reference values: statistics.md C3 and C4 (PHEindicatormethods and its test data). The package's 19-band standardised rate, 1043.02 per 10,000, is
/// not tested here, because only the result is published and not the bands.</summary>
public class EventCountTests
{
    [Theory]
    [InlineData(65, 10_000, 1000, 6.5, 5.01631877105, 8.28491385459)]
    [InlineData(7, 32_000, 1000, 0.21875, 0.087948845360, 0.450708605053)]
    [InlineData(0, 500, 1000, 0, 0, 7.37775890823)]
    [InlineData(5, 100, 100, 5, 1.62348639012, 11.6683320793)]
    [InlineData(20, 100, 100, 20, 12.2114288349, 30.8898803692)]
    public void A_rate_has_exact_limits_below_ten_events_and_those_of_Byar_from_ten_on(
        double x, double n, double per, double rate, double lower, double upper)
    {
        Assert.Equal(rate, x / n * per, 1e-9);
        WilsonTests.AssertEqual(lower, upper, EventCount.Interval(x).Times(per / n));
    }

    [Theory]
    [InlineData(65, Normal.Z95, 50.1631877104595, 82.849138545940)]
    [InlineData(65, WilsonTests.Z998, 42.8802614714802, 94.000290844318)]
    [InlineData(1045, Normal.Z95, 982.5932018073325, 1110.331212985650)]
    public void Byars_limits_have_the_published_values(double x, double z, double lower, double upper) =>
        WilsonTests.AssertEqual(lower, upper, EventCount.Byar(x, z));

    [Fact]
    public void The_exact_limits_are_where_the_tails_hold_two_and_a_half_percent()
    {
        for (int x = 1; x < 10; x++)
        {
            Interval interval = EventCount.Interval(x);
            Assert.Equal(0.025, 1 - Below(x, interval.Lower), 1e-12);
            Assert.Equal(0.025, Below(x + 1, interval.Upper), 1e-12);
        }

        // The chance of fewer than k events, term by term.
        static double Below(int k, double mean)
        {
            double term = Math.Exp(-mean), sum = 0;
            for (int i = 0; i < k; i++)
            {
                sum += term;
                term *= mean / (i + 1);
            }
            return sum;
        }
    }

    [Fact]
    public void A_count_below_zero_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => EventCount.Interval(-1));

    [Fact]
    public void A_directly_standardised_rate_has_the_interval_of_Dobson()
    {
        (double rate, double error, Interval interval) = StandardisedRate.Compute([new(120, 400, 5000), new(90, 450, 3000), new(40, 250, 2000)])!.Value;
        Assert.Equal(0.242, rate, 1e-12);
        Assert.Equal(0.0002531, error * error, 1e-12);
        Assert.Equal(0.227272727273, StandardisedRate.Compute([new(250, 1100, 1)])!.Value.Rate, 1e-9);
        WilsonTests.AssertEqual(0.211781252615, 0.275192417402, interval);
    }

    [Fact]
    public void With_fewer_than_ten_events_there_is_no_standardised_rate()
    {
        Assert.Null(StandardisedRate.Compute([new(4, 400, 5000), new(5, 450, 3000)]));
        Assert.NotNull(StandardisedRate.Compute([new(5, 400, 5000), new(5, 450, 3000)]));
    }

    [Fact]
    public void A_directly_standardised_rate_is_never_below_zero()
    {
        (double rate, double _, Interval interval) = StandardisedRate.Compute([new(9, 90_000, 1), new(1, 10, 1000)])!.Value;
        Assert.Equal((0.0999002, 0.0), (Math.Round(rate, 7), interval.Lower));
        Assert.True(interval.Upper > rate);
    }

    [Fact]
    public void An_empty_stratum_of_the_standard_gives_no_standardised_rate()
    {
        Assert.Null(StandardisedRate.Compute([new(20, 400, 5000), new(0, 0, 10)]));
        Assert.Equal(0.05, StandardisedRate.Compute([new(20, 400, 5000), new(0, 0, 0)])!.Value.Rate, 1e-12);
    }
}
