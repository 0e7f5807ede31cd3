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
        (double error, Interval interval, double p) = Difference.BetweenGaps(.735 - .82, now, .717 - .816, then);
        Assert.Equal(0.0229202289715, error, 1e-12);
        WilsonTests.AssertEqual(-0.0309228233015, 0.0589228233015, interval);
        Assert.Equal(0.541322629774, p, 1e-9);
        Assert.Equal(Significance.NoClearDifference, ZTest.Evaluate(0.014, p));
        Assert.Equal(1, Difference.BetweenGaps(0, 0, 0, 0).P);
    }

    /// <summary>The z of the pitfall in C5 uses the unpooled error, like the test of the change of a gap. Both tests give the same result in words.</summary>
    [Fact]
    public void Overlapping_intervals_prove_nothing()
    {
        (double error, _, double p) = Difference.BetweenGaps(.68, ErrorOf(.68, 1000), .64, ErrorOf(.64, 1000));
        Assert.Equal(1.88982236505, .04 / error, 1e-9);
        Assert.Equal(0.0587817213554, p, 1e-9);
    }

    /// <summary>The Wald limits in C5 follow from the standard errors of a difference. The change of a gap uses them.</summary>
    [Theory]
    [InlineData(717, 1000, 1632, 2000, -0.131678131026, -0.0663218689740)]
    [InlineData(41, 100, 570, 1000, -0.261163384899, -0.0588366151010)]
    [InlineData(30, 100, 90, 200, -0.263229275429, -0.0367707245715)]
    [InlineData(56, 70, 48, 80, 0.0575048991490, 0.342495100851)]
    public void A_difference_by_its_standard_errors_has_the_limits_of_Wald(double x1, double n1, double x2, double n2, double lower, double upper) =>
        WilsonTests.AssertEqual(lower, upper, Difference.BetweenGaps(x1 / n1, ErrorOf(x1 / n1, n1), x2 / n2, ErrorOf(x2 / n2, n2)).Interval);

    [Theory]
    [InlineData(76_052, 1_088_447, 3.88308072170, 3.84556653247, 3.92096086856)]
    [InlineData(24_385, 1_510_606, 0.8971077748, 0.8844705129, 0.9099255972)]
    [InlineData(6_461, 404_990, 0.8866015929, 0.8644826609, 0.9092864670)]
    [InlineData(8_295, 280_887, 1.641186049, 1.604650736, 1.678553213)]
    public void Use_of_force_against_the_rate_of_white_people_has_the_published_ratios(double x, double n, double ratio, double lower, double upper)
    {
        (double found, Interval interval, _) = RateRatio.Compute(x, n, 87_840, 4_881_636)!.Value;
        Assert.Equal(ratio, found, 1e-9);
        WilsonTests.AssertEqual(lower, upper, interval);
    }

    [Fact]
    public void Use_of_force_rates_per_thousand_are_those_published()
    {
        // A rate standardised to one stratum is the crude rate.
        static double Rate(double x, double n) => 1000 * StandardisedRate.Compute([new(x, n, 1)])!.Value.Rate;
        Assert.Equal(17.9939675961, Rate(87_840, 4_881_636), 1e-9);
        Assert.Equal(69.8720286794, Rate(76_052, 1_088_447), 1e-9);
        Assert.Equal(16.14252823, Rate(24_385, 1_510_606), 1e-8);
        Assert.Equal(15.95348033, Rate(6_461, 404_990), 1e-8);
        Assert.Equal(29.53144859, Rate(8_295, 280_887), 1e-8);
        WilsonTests.AssertEqual(69.3763114980, 70.3704082381, EventCount.Interval(76_052).Times(1000 / 1_088_447.0));
        (double ratio, Interval interval, _) = RateRatio.Compute(76_052, 1_088_447, 87_840, 4_881_636)!.Value;
        Assert.Equal(0.00495310339859, Math.Log(interval.Upper / ratio) / Normal.Z95, 1e-12);
    }

    [Fact]
    public void The_four_fifths_rule_takes_the_interval_into_account()
    {
        (double ratio, Interval interval, _) = RiskRatio.Compute(30, 100, 90, 200)!.Value;
        Assert.Equal("below four-fifths; the interval excludes 1", FourFifths.Flag(ratio, interval, null, Polarity.Up));
        (ratio, interval, _) = RiskRatio.Compute(4, 20, 45, 150)!.Value;
        Assert.Equal("below four-fifths; the interval includes 1", FourFifths.Flag(ratio, interval, null, Polarity.Up));
        double fisher = FisherExact.TwoSidedP(4, 20, 45, 150);
        Assert.Equal(0.438584310569, fisher, 1e-9);
        Assert.Equal("below four-fifths; the exact test does not distinguish it from 1", FourFifths.Flag(ratio, interval, fisher, Polarity.Up));
        Assert.Equal("below four-fifths; the exact test distinguishes it from 1", FourFifths.Flag(ratio, interval, 0.01, Polarity.Up));
        Assert.Equal("above five-quarters; the interval excludes 1", FourFifths.Flag(1.9, new Interval(1.2, 3), null, Polarity.Down));
        Assert.Equal("", FourFifths.Flag(0.81, interval, null, Polarity.Up));
        Assert.Equal("", FourFifths.Flag(1.24, interval, null, Polarity.Down));
        Assert.Equal("", FourFifths.Flag(0.5, interval, null, Polarity.None));
    }

    /// <summary>Fisher's tea tasting: 3 of 4 right, two-sided p 34/70.</summary>
    [Fact]
    public void Fishers_test_sums_the_tables_that_are_not_more_likely()
    {
        Assert.Equal(34 / 70.0, FisherExact.TwoSidedP(3, 4, 1, 4), 1e-12);
        Assert.Equal(2 / 70.0, FisherExact.TwoSidedP(4, 4, 0, 4), 1e-12);
        Assert.Equal(1, FisherExact.TwoSidedP(2, 4, 2, 4), 1e-12);
    }

    /// <summary>Given their sum of 10 at equal bases, counts of 2 and 8 have p 112/1024.</summary>
    [Fact]
    public void Small_counts_of_events_are_compared_by_the_exact_conditional_test()
    {
        (double ratio, Interval interval, double p) = RateRatio.Compute(2, 100, 8, 100)!.Value;
        Assert.Equal((0.25, 112 / 1024.0), (ratio, Math.Round(p, 12)));
        // Clopper and Pearson for 2 of 10: 0.0252107, 0.5560955.
        Assert.Equal(0.02521073 / (1 - 0.02521073), interval.Lower, 1e-7);
        Assert.Equal(0.55609546 / (1 - 0.55609546), interval.Upper, 1e-6);
        Assert.Null(RateRatio.Compute(0, 100, 8, 100));
        Assert.Null(RateRatio.Compute(2, 100, 0, 100));
        Assert.Null(RateRatio.Compute(2, 0, 8, 100));
    }

    [Fact]
    public void Relative_and_absolute_gaps_differ()
    {
        MeasureRow gap = Figures.Of(
            "staff-survey",
            [
                .. Enumerable.Range(0, 100).Select(i => $"s01={(i < 41 ? 1 : 5)} disability=Y"),
                .. Enumerable.Range(0, 100).Select(i => $"s01={(i < 57 ? 1 : 5)} disability=N"),
            ])["SS-01", "disability", "Disabled", Statistic.Gap];
        Assert.Equal(-16.0, gap.Value!.Value, 1e-9);
        Assert.Equal(0.719298245614, RiskRatio.Compute(41, 100, 57, 100)!.Value.Ratio, 1e-9);
    }

    /// <summary>The pitfall in C9: rolling figures one quarter apart share three quarters of their answers; t and t − 4 share none.</summary>
    [Fact]
    public void Rolling_figures_a_quarter_apart_are_not_independent()
    {
        double now = ErrorOf(.68, 12_800 / 1.5), before = ErrorOf(.69, 12_800 / 1.5);
        (double independent, _, double p) = Difference.BetweenGaps(.68, now, .69, before);
        Assert.Equal(0.00711100599423, independent, 1e-9);
        Assert.Equal(Normal.TwoSidedP(-1.40627), p, 1e-6);
        // The engine only tests changes between windows that share no quarter. This one would need the covariance of the three shared quarters.
        double overlapping = Math.Sqrt(independent * independent - 2 * .75 * now * before);
        Assert.Equal(0.00355569906216, overlapping, 1e-9);
        Assert.Equal(-2.81239, -.01 / overlapping, 5e-6);
    }

    [Fact]
    public void The_representation_gap_of_2006_is_ten_thousand_officers()
    {
        PopulationVintage census = ContractSet.Embedded.Measures.Populations["census-2011"];
        Assert.Equal(40.224128477, census.Shares["BME"], 1e-9);
        (double index, Interval interval) = RepresentationIndex.Compute(2_310, 31_270, census.Shares["BME"] / 100);
        Assert.Equal(0.18365275832, index, 1e-9);
        WilsonTests.AssertEqual(0.176574815279, 0.190990955498, interval);
        Assert.Equal(0.0738727214583, index * census.Shares["BME"] / 100, 1e-9);
        Assert.Equal(10_268.08, (1 - index) * census.Shares["BME"] / 100 * 31_270, 0.005);
        Assert.Equal(
            0.312, RepresentationIndex.Compute(133, 1000, ContractSet.Embedded.Measures.Populations["projection-2016"].Shares["BME"] / 100).Index, 5e-4);
    }

    private static double ErrorOf(double p, double n) => Math.Sqrt(p * (1 - p) / n);

    private static void AssertEqual(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        foreach ((double e, double f) in expected.Zip(found))
            Assert.Equal(e, f, 1e-12);
    }
}
