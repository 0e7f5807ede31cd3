namespace IncDiv.Measures.Tests.Statistics;

/// <summary>Reference values: statistics.md C5, C6, C7 and C8.</summary>
public class GapTests
{
    [Theory]
    [InlineData(717, 1000, 1632, 2000, -0.1320479878907, -0.0667400281433, -6.20124396106, 5.60185979524e-10)]
    [InlineData(41, 100, 570, 1000, -0.2562406924787, -0.0572591240546, -3.07002060655, 0.00214044002296)]
    [InlineData(30, 100, 90, 200, -0.2566020591231, -0.0328495783909, -2.5, 0.0124193306516)]
    [InlineData(56, 70, 48, 80, 0.0524314724024, 0.3338726540369, 2.65017195126, 0.00804508136820)]
    public void Newcombe_and_the_pooled_z_test_have_the_published_values(
        double x1, double n1, double x2, double n2, double lower, double upper, double z, double p)
    {
        WilsonTests.AssertEqual(lower, upper, Newcombe.Interval(x1 / n1, n1, x2 / n2, n2));
        double found = ZTest.Pooled(x1 / n1, n1, x2 / n2, n2);
        Assert.Equal(z, found, 1e-9);
        Assert.InRange(Normal.TwoSidedP(found) / p, 1 - 1e-9, 1 + 1e-9);
    }

    /// <summary>The pitfall in C5: z is 1.8898 with the unpooled error and 1.8881 with the pooled test.</summary>
    [Fact]
    public void Overlap_of_intervals_does_not_decide_but_the_test_of_the_difference_does()
    {
        WilsonTests.AssertEqual(0.650446375927, 0.708175991019, Wilson.Interval(680, 1000));
        WilsonTests.AssertEqual(0.609766237396, 0.669162270228, Wilson.Interval(640, 1000));
        double z = ZTest.Pooled(0.68, 1000, 0.64, 1000);
        Assert.Equal(0.04 / Math.Sqrt(0.66 * 0.34 * 2 / 1000), z, 1e-12);
        Assert.Equal(Significance.NoClearDifference, ZTest.Evaluate(0.04, Normal.TwoSidedP(z)));
        // A little further apart, the intervals still overlap but the difference is significant.
        Assert.True(Wilson.Interval(683, 1000).Lower < Wilson.Interval(640, 1000).Upper);
        Assert.Equal(Significance.Higher, ZTest.Evaluate(0.043, Normal.TwoSidedP(ZTest.Pooled(0.683, 1000, 0.64, 1000))));
    }

    [Theory]
    [InlineData(-0.1, 0.001, Significance.Lower)]
    [InlineData(0.1, 0.001, Significance.Higher)]
    [InlineData(0.1, 0.05, Significance.NoClearDifference)]
    public void A_difference_is_worded_at_the_five_percent_level(double difference, double p, Significance word) =>
        Assert.Equal(word, ZTest.Evaluate(difference, p));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Proportions_that_do_not_vary_do_not_differ(double p1, double p2)
    {
        Assert.Equal(0, ZTest.Pooled(p1, 30, p2, 40));
        Assert.Equal(1, Normal.TwoSidedP(0));
    }

    [Theory]
    [InlineData(30, 100, 90, 200, 0.666666666667, 0.476264052690, 0.933189145673)]
    [InlineData(4, 20, 45, 150, 0.666666666667, 0.268357180977, 1.656167510875)]
    [InlineData(306, 7726, 2004, 23544, 0.465317359069, 0.413725367602, 0.523342926508)]
    public void A_risk_ratio_has_the_interval_of_Katz(double x1, double n1, double x2, double n2, double ratio, double lower, double upper)
    {
        (double found, Interval interval, _) = RiskRatio.Compute(x1, n1, x2, n2)!.Value;
        Assert.Equal(ratio, found, 1e-9);
        WilsonTests.AssertEqual(lower, upper, interval);
    }

    [Theory]
    [InlineData(0, 10, 5, 10)]
    [InlineData(5, 10, 0, 10)]
    [InlineData(0, 0, 5, 10)]
    public void A_risk_ratio_of_nothing_is_undefined(double x1, double n1, double x2, double n2) => Assert.Null(RiskRatio.Compute(x1, n1, x2, n2));

    [Fact]
    public void The_representation_index_of_2006_has_the_published_value()
    {
        (double index, Interval interval) = RepresentationIndex.Compute(2310, 31270, 0.40224128477);
        Assert.Equal(0.18365275832, index, 1e-9);
        WilsonTests.AssertEqual(0.176574815279, 0.190990955498, interval);
    }

    [Fact]
    public void Pay_gaps_of_means_and_medians_have_the_published_values()
    {
        double[] white = [32.50, 28.10, 24.75, 19.90, 41.20, 22.35, 18.60], other = [21.00, 17.85, 26.40, 19.10, 23.30, 18.20];
        Assert.Equal(21.6515474920, PayGap.Compute(white.Average(), other.Average()), 1e-9);
        Assert.Equal(18.9898989899, PayGap.Compute(Median.Compute(white)!.Value, Median.Compute(other)!.Value), 1e-9);
        Assert.Null(Median.Compute([]));
    }
}
