namespace IncDiv.Measures.Tests.Statistics;

/// <summary>The distributions, checked against closed forms and the tables of Abramowitz and Stegun.</summary>
public class DistributionTests
{
    [Fact]
    public void The_gamma_function_of_whole_and_half_numbers_is_known()
    {
        double factorial = 1;
        for (int n = 1; n < 100; n++)
        {
            Assert.InRange(GammaFunction.Log(n) - Math.Log(factorial), -1e-11, 1e-11);
            factorial *= n;
        }
        Assert.Equal(Math.Log(Math.PI) / 2, GammaFunction.Log(0.5), 1e-13);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(30)]
    public void The_gamma_distribution_of_shape_one_is_exponential(double x) => Assert.Equal(-Math.Exp(-x), GammaFunction.Lower(1, x) - 1, 1e-14);

    [Theory]
    [InlineData(2, 3)]
    [InlineData(0.5, 7)]
    [InlineData(40, 11)]
    public void The_beta_distribution_has_its_symmetry_and_its_power_case(double a, double b)
    {
        foreach (double x in new[] { 0.01, 0.2, 0.5, 0.77, 0.999 })
        {
            Assert.Equal(1, BetaFunction.Lower(a, b, x) + BetaFunction.Lower(b, a, 1 - x), 1e-13);
            Assert.Equal(Math.Pow(x, a), BetaFunction.Lower(a, 1, x), 1e-13);
            Assert.Equal(x, BetaFunction.Lower(a, b, BetaFunction.Quantile(a, b, x)), 1e-12);
        }
    }

    [Theory]
    [InlineData(1, 12.7062047364)]
    [InlineData(2, 4.30265272991)]
    [InlineData(10, 2.22813885196)]
    [InlineData(30, 2.04227245630)]
    public void Students_t_has_the_tabled_points(double df, double point) => Assert.Equal(point, StudentT.Point95(df), 1e-9);

    [Fact]
    public void With_many_degrees_of_freedom_t_is_normal() => Assert.Equal(Normal.TwoSidedP(2), StudentT.TwoSidedP(2, 1e7), 1e-7);

    [Fact]
    public void With_one_degree_of_freedom_t_is_Cauchys() => Assert.Equal(1 - 2 * Math.Atan(3) / Math.PI, StudentT.TwoSidedP(3, 1), 1e-13);
}
