using IncDiv.Measures.Statistics;

namespace IncDiv.Measures.Tests.Statistics;

/// <summary>Reference values: statistics.md C5, C6 and C9.</summary>
public class ComparisonTests
{
    private static readonly double[] P = [.001, .012, .03, .04, .2, .6];

    [Fact]
    public void Many_tests_are_adjusted_as_published()
    {
        AssertEqual([.006, .036, .06, .06, .24, .6], MultipleTests.BenjaminiHochberg(P));
        AssertEqual([.6, .24, .06, .06, .036, .006], MultipleTests.BenjaminiHochberg([.. P.Reverse()]));
        Assert.Empty(MultipleTests.BenjaminiHochberg([]));
        AssertEqual([1, 1], MultipleTests.BenjaminiHochberg([1, 1]));
    }

    [Fact]
    public void A_gap_that_looks_like_progress_has_not_clearly_changed()
    {
        static double Error(double p1, double n1, double p2, double n2) => Math.Sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
        double then = Error(.717, 1000, .816, 2000), now = Error(.735, 1100, .82, 2100);
        Assert.Equal(0.0166728221966, then, 1e-12);
        Assert.Equal(0.0157274885504, now, 1e-12);
        (double error, Interval interval, double p) = Difference.OfGaps(.735 - .82, now, .717 - .816, then);
        Assert.Equal(0.0229202289715, error, 1e-12);
        WilsonTests.AssertEqual(-0.0309228233015, 0.0589228233015, interval);
        Assert.Equal(0.541322629774, p, 1e-9);
        Assert.Equal("no clear difference", ZTest.Significance(0.014, p));
        Assert.Equal(1, Difference.OfGaps(0, 0, 0, 0).P);
    }

    /// <summary>The trap's z is that of the unpooled error, as the change of a level is tested in means; both tests agree in words.</summary>
    [Fact]
    public void Overlapping_intervals_prove_nothing()
    {
        double error = Math.Sqrt(.68 * .32 / 1000 + .64 * .36 / 1000);
        Assert.Equal(1.88982236505, .04 / error, 1e-9);
        Assert.Equal(0.0587817213554, Normal.TwoSidedP(.04 / error), 1e-9);
    }

    [Theory]
    [InlineData(76_052, 1_088_447, 3.88308072170, 3.84556653247, 3.92096086856)]
    [InlineData(24_385, 1_510_606, 0.8971077748, 0.8844705129, 0.9099255972)]
    [InlineData(6_461, 404_990, 0.8866015929, 0.8644826609, 0.9092864670)]
    [InlineData(8_295, 280_887, 1.641186049, 1.604650736, 1.678553213)]
    public void Use_of_force_against_the_rate_of_white_people_has_the_published_ratios(double x, double n, double ratio, double lower, double upper)
    {
        (double found, Interval interval, _) = RateRatio.Of(x, n, 87_840, 4_881_636)!.Value;
        Assert.Equal(ratio, found, 1e-9);
        WilsonTests.AssertEqual(lower, upper, interval);
    }

    [Fact]
    public void Use_of_force_rates_per_thousand_are_those_published()
    {
        Assert.Equal(17.9939675961, 1000 * 87_840 / 4_881_636.0, 1e-9);
        Assert.Equal(69.8720286794, 1000 * 76_052 / 1_088_447.0, 1e-9);
        Assert.Equal(16.14252823, 1000 * 24_385 / 1_510_606.0, 1e-8);
        Assert.Equal(15.95348033, 1000 * 6_461 / 404_990.0, 1e-8);
        Assert.Equal(29.53144859, 1000 * 8_295 / 280_887.0, 1e-8);
        WilsonTests.AssertEqual(69.3763114980, 70.3704082381, EventCount.Interval(76_052).Times(1000 / 1_088_447.0));
        Assert.Equal(0.00495310339859, Math.Sqrt(1 / 76_052.0 + 1 / 87_840.0), 1e-12);
        Assert.Equal(0.0102, 2_102 / 205_135.0, 5e-5);
    }

    [Fact]
    public void Four_fifths_is_only_said_with_what_the_interval_shows()
    {
        (double ratio, Interval interval, _) = RiskRatio.Of(30, 100, 90, 200)!.Value;
        Assert.Equal("below four-fifths; the interval excludes 1", FourFifths.Flag(ratio, interval, null, "up"));
        (ratio, interval, _) = RiskRatio.Of(4, 20, 45, 150)!.Value;
        Assert.Equal("below four-fifths; the interval includes 1", FourFifths.Flag(ratio, interval, null, "up"));
        double fisher = FisherExact.TwoSidedP(4, 20, 45, 150);
        Assert.Equal(0.438584310569, fisher, 1e-9);
        Assert.Equal("below four-fifths; the exact test does not tell it from 1", FourFifths.Flag(ratio, interval, fisher, "up"));
        Assert.Equal("below four-fifths; the exact test tells it from 1", FourFifths.Flag(ratio, interval, 0.01, "up"));
        Assert.Equal("above five-quarters; the interval excludes 1", FourFifths.Flag(1.9, new Interval(1.2, 3), null, "down"));
        Assert.Equal("", FourFifths.Flag(0.81, interval, null, "up"));
        Assert.Equal("", FourFifths.Flag(1.24, interval, null, "down"));
        Assert.Equal("", FourFifths.Flag(0.5, interval, null, "none"));
    }

    /// <summary>Fisher's tea tasting: 3 of 4 right, two-sided p 34/70.</summary>
    [Fact]
    public void Fishers_test_sums_the_tables_that_are_no_likelier()
    {
        Assert.Equal(34 / 70.0, FisherExact.TwoSidedP(3, 4, 1, 4), 1e-12);
        Assert.Equal(2 / 70.0, FisherExact.TwoSidedP(4, 4, 0, 4), 1e-12);
        Assert.Equal(1, FisherExact.TwoSidedP(2, 4, 2, 4), 1e-12);
    }

    /// <summary>Given their sum of 10 at equal bases, counts of 2 and 8 have p 112/1024.</summary>
    [Fact]
    public void Small_counts_of_events_are_compared_by_the_exact_conditional_test()
    {
        (double ratio, Interval interval, double p) = RateRatio.Of(2, 100, 8, 100)!.Value;
        Assert.Equal((0.25, 112 / 1024.0), (ratio, Math.Round(p, 12)));
        // Clopper and Pearson for 2 of 10: 0.0252107, 0.5560955.
        Assert.Equal(0.02521073 / (1 - 0.02521073), interval.Lower, 1e-7);
        Assert.Equal(0.55609546 / (1 - 0.55609546), interval.Upper, 1e-6);
        Assert.Null(RateRatio.Of(0, 100, 8, 100));
        Assert.Null(RateRatio.Of(2, 100, 0, 100));
        Assert.Null(RateRatio.Of(2, 0, 8, 100));
    }

    [Fact]
    public void Relative_and_absolute_gaps_are_two_things()
    {
        Assert.Equal(-0.16, .41 - .57, 1e-12);
        Assert.Equal(0.719298245614, .41 / .57, 1e-9);
        Assert.Equal(0.5242343146, .41 / .59 / (.57 / .43), 1e-9);
    }

    /// <summary>The trap of C9: rolling figures a quarter apart share three quarters of their answers; t and t − 4 share none.</summary>
    [Fact]
    public void Rolling_figures_a_quarter_apart_are_not_independent()
    {
        double independent = Math.Sqrt(1.5 * (.69 * .31 + .68 * .32) / 12_800);
        Assert.Equal(0.00711100599423, independent, 1e-9);
        Assert.Equal(0.00355569906216, Math.Sqrt(1.5 * (.69 * .31 + .68 * .32 - 2 * .75 * Math.Sqrt(.69 * .31 * .68 * .32)) / 12_800), 1e-9);
        Assert.Equal(-1.40627, -.01 / independent, 5e-6);
    }

    [Fact]
    public void The_representation_gap_of_2006_is_ten_thousand_officers()
    {
        Contracts.Catalogue.Population census = Contracts.Catalogue.MeasureCatalogue.Default.Populations["census-2011"];
        Assert.Equal(40.224128477, census.Shares["BME"], 1e-9);
        Assert.Equal(0.0738727214583, 2_310 / 31_270.0, 1e-9);
        Assert.Equal(10_268.08, census.Shares["BME"] / 100 * 31_270 - 2_310, 0.005);
        (double index, Interval interval) = RepresentationIndex.Of(2_310, 31_270, census.Shares["BME"] / 100);
        Assert.Equal(0.18365275832, index, 1e-9);
        WilsonTests.AssertEqual(0.176574815279, 0.190990955498, interval);
        Assert.Equal(0.312, 13.3 / 42.6, 5e-4);
    }

    private static void AssertEqual(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        foreach ((double e, double f) in expected.Zip(found))
            Assert.Equal(e, f, 1e-12);
    }
}
