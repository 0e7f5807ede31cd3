using IncDiv.Measures.Aggregation;

namespace IncDiv.Measures.Tests.Statistics;

/// <summary>Reference values: data set SVY24 of statistics.md C2, computed there with R survey 4.1.</summary>
public class DesignVarianceTests
{
    private static readonly (string Borough, double W, bool IsBme, double Y)[] Rows = [.. Parse()];

    [Fact]
    public void The_sums_of_the_data_set_are_those_of_the_source()
    {
        double w = Rows.Sum(r => r.W), w2 = Rows.Sum(r => r.W * r.W);
        Assert.Equal((24.0, 27.28), (Math.Round(w, 12), Math.Round(w2, 12)));
        Assert.Equal(21.1143695015, new Sums(0, w, w2, 0, 0).Effective, 1e-9);
        Assert.Equal(1.13666666667, 24 / new Sums(0, w, w2, 0, 0).Effective, 1e-9);
        Assert.Equal(0.666666666667, Rows.Average(r => r.Y), 1e-9);
        Assert.Equal(0.658333333333, Rows.Sum(r => r.W * r.Y) / w, 1e-9);
        WilsonTests.AssertEqual(0.446297387932, 0.821624675102, Wilson.Interval(0.65833333333333333 * 21.114369501466276, 21.114369501466276));
    }

    [Fact]
    public void The_standard_error_is_that_of_the_survey_package()
    {
        Assert.Equal(0.105376835098, Math.Sqrt(DesignVariance.Estimate(One(_ => true))), 1e-9);
        Assert.Equal(23, DesignVariance.DegreesOfFreedom(One(_ => true)));
        Assert.Equal(0.107517327671, Math.Sqrt(DesignVariance.Estimate(ByBorough(_ => true))), 1e-9);
        Assert.Equal(21, DesignVariance.DegreesOfFreedom(ByBorough(_ => true)));
        Assert.Equal(0.103158126928, Math.Sqrt(DesignVariance.Estimate(One(_ => true)) * 23 / 24), 1e-9);
    }

    [Fact]
    public void Wilsons_interval_uses_the_base_that_the_standard_error_implies()
    {
        const double P = 15.8 / 24;
        double n = P * (1 - P) / DesignVariance.Estimate(One(_ => true));
        Assert.Equal(20.256208302, n, 1e-9);
        WilsonTests.AssertEqual(0.442059811072, 0.824126369094, Wilson.Interval(P * n, n));
    }

    [Theory]
    [InlineData(true, 9, 9.3, 0.440860215054, 0.186791436069)]
    [InlineData(false, 15, 14.7, 0.795918367347, 0.113293764454)]
    public void A_group_is_a_domain_of_the_full_design(bool isBme, int n, double weights, double p, double error)
    {
        var mine = Rows.Where(r => r.IsBme == isBme).ToList();
        Assert.Equal(n, mine.Count);
        Assert.Equal(weights, mine.Sum(r => r.W), 1e-9);
        Assert.Equal(p, mine.Sum(r => r.W * r.Y) / weights, 1e-9);
        Assert.Equal(error, Math.Sqrt(DesignVariance.Estimate(One(r => r.IsBme == isBme))), 1e-9);
    }

    /// <summary>The gap of C5: standard error 0.21846, t 1.625247905 on 22 degrees of freedom, p 0.118351011.</summary>
    [Fact]
    public void The_gap_of_two_domains_is_that_of_svyttest()
    {
        const double Gap = 4.1 / 9.3 - 11.7 / 14.7;
        double error = Math.Sqrt(DesignVariance.EstimateDifference(One(r => r.IsBme), One(r => !r.IsBme)));
        Assert.Equal(0.21846, error, 5e-6);
        Assert.Equal(-0.355058152293, Gap, 1e-9);
        Assert.Equal(-0.783239716841, Gap - Normal.Z95 * error, 1e-9);
        Assert.Equal(0.0731234122549, Gap + Normal.Z95 * error, 1e-9);
        Assert.Equal(1.625247905, Math.Abs(Gap) / error, 1e-9);
        Assert.Equal(0.118351011, StudentT.TwoSidedP(Gap / error, 22), 1e-9);
    }

    /// <summary>The other methods of svyciprop use the same standard error with Student's t and the beta distribution, so they are a check on those.</summary>
    [Fact]
    public void The_other_intervals_of_svyciprop_follow_from_the_same_error()
    {
        const double P = 15.8 / 24;
        double error = Math.Sqrt(DesignVariance.Estimate(One(_ => true))), t = StudentT.Point95(23);
        WilsonTests.AssertEqual(0.422318839888, 0.835485336103, Logit(t));
        WilsonTests.AssertEqual(0.434788555465, 0.828366121443, Logit(Normal.Z95));
        WilsonTests.AssertEqual(0.440344741447, 0.876321925220, new Interval(P - t * error, P + t * error));
        double n = P * (1 - P) / (error * error);
        WilsonTests.AssertEqual(
            0.417537426076, 0.851045239418,
            new Interval(BetaFunction.Quantile(n * P, n * (1 - P) + 1, 0.025), BetaFunction.Quantile(n * P + 1, n * (1 - P), 0.975)));
        // The likelihood of a quasibinomial glm, whose dispersion has n - 1. R finds its limits to about 1e-5.
        double Deviance(double p) => 2 * n * 23 / 24 * (P * Math.Log(P / p) + (1 - P) * Math.Log((1 - P) / (1 - p)));
        WilsonTests.AssertEqual(
            0.425028649662, 0.848117911019, new Interval(Crossing(0.001, P, p => Deviance(p) - t * t), Crossing(0.999, P, p => Deviance(p) - t * t)), 2e-5);

        Interval Logit(double half)
        {
            double g = Math.Log(P / (1 - P)), e = half * error / (P * (1 - P));
            return new Interval(1 / (1 + Math.Exp(e - g)), 1 / (1 + Math.Exp(-e - g)));
        }

        static double Crossing(double outside, double inside, Func<double, double> f)
        {
            for (int i = 0; i < 200; i++)
            {
                double middle = (outside + inside) / 2;
                if (f(middle) > 0)
                    outside = middle;
                else
                    inside = middle;
            }
            return inside;
        }
    }

    [Fact]
    public void A_stratum_of_one_row_is_centred_on_the_mean_of_all_and_an_empty_one_adds_nothing()
    {
        DesignStratum[] strata = [new(1, 2, 4, 2, 4), new(2, 3, 5, 1, 1), new(0, 0, 0, 0, 0)];
        const double P = 3 / 5.0;
        double alone = 4 * (1 - P) * (1 - P) / 25;
        double pair = 2 * ((1 * (1 - P) * (1 - P) + 4 * P * P) / 25 - Math.Pow((1 - P - 2 * P) / 5, 2) / 2);
        Assert.Equal(alone + pair, DesignVariance.Estimate(strata), 1e-12);
        Assert.Equal(1, DesignVariance.DegreesOfFreedom(strata));
    }

    private static DesignStratum[] One(Func<(string Borough, double W, bool IsBme, double Y), bool> domain) => [Of(Rows, domain)];

    private static DesignStratum[] ByBorough(Func<(string Borough, double W, bool IsBme, double Y), bool> domain) =>
        [.. Rows.GroupBy(r => r.Borough).Select(b => Of([.. b], domain))];

    private static DesignStratum Of(
        (string Borough, double W, bool IsBme, double Y)[] rows, Func<(string Borough, double W, bool IsBme, double Y), bool> domain)
    {
        var inside = rows.Where(domain).ToList();
        return new DesignStratum(
            rows.Length, inside.Sum(r => r.W), inside.Sum(r => r.W * r.W), inside.Sum(r => r.W * r.Y), inside.Sum(r => r.W * r.W * r.Y));
    }

    private static IEnumerable<(string, double, bool, double)> Parse() =>
        from row in SurveyMeasuresTests.Svy24.Split(';')
        let cells = row.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        select (cells[0], double.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture), cells[2] == "B", cells[3] == "1" ? 1.0 : 0);
}
