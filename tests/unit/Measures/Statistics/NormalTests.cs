namespace IncDiv.Measures.Tests.Statistics;

public class NormalTests
{
    /// <summary>Values of C's erfc (glibc, correctly rounded to the last digits shown).</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 0.8875370839817152)]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(1, 0.15729920705028513)]
    [InlineData(1.9999, 0.004679802092970608)]
    [InlineData(2, 0.004677734981047266)]
    [InlineData(3, 2.209049699858544e-05)]
    [InlineData(5, 1.5374597944280347e-12)]
    [InlineData(10, 2.088487583762545e-45)]
    public void Erfc_is_right_to_twelve_digits_near_zero_and_in_the_tail(double x, double expected) =>
        Assert.InRange(Normal.ErrorFunctionComplement(x) / expected, 1 - 1e-12, 1 + 1e-12);

    [Fact]
    public void The_constants_are_the_points_they_are_named_for()
    {
        Assert.Equal(0.05, Normal.TwoSidedP(Normal.Z95), 1e-15);
        Assert.Equal(0.002, Normal.TwoSidedP(-WilsonTests.Z998), 1e-15);
    }
}
