namespace IncDiv.Measures.Statistics;

/// <summary>The ratio of two rates of events that can happen to one person more than once (statistics.md C6).</summary>
public static class RateRatio
{
    /// <summary>(x1/n1) / (x2/n2) with interval and two-sided p of ratio 1: on the log scale with error √(1/x1 + 1/x2), and where a count is below ten by the
    /// exact conditional test (as R's poisson.test).</summary>
    /// <returns>Null where either count is 0 or a base is empty: the ratio is undefined, never 0 or infinite.</returns>
    public static (double Ratio, Interval Interval, double P)? Compute(double x1, double n1, double x2, double n2)
    {
        if (x1 <= 0 || x2 <= 0 || n1 <= 0 || n2 <= 0)
            return null;
        double ratio = x1 / n1 / (x2 / n2);
        if (Math.Min(x1, x2) < EventCount.ExactBelow)
            return (ratio, ExactInterval(x1, n1, x2, n2), ExactP(x1, n1, x2, n2));
        double error = Math.Sqrt(1 / x1 + 1 / x2), spread = Math.Exp(Normal.Z95 * error);
        return (ratio, new Interval(ratio / spread, ratio * spread), Normal.TwoSidedP(Math.Log(ratio) / error));
    }

    /// <summary>Given the total of both counts, the first count is binomial. The p-value is the sum of all probabilities not above that of the observed
    /// count.</summary>
    public static double ExactP(double x1, double n1, double x2, double n2)
    {
        int first = (int)Math.Round(x1), all = first + (int)Math.Round(x2);
        double share = n1 / (n1 + n2);
        double LogP(int k) => LogChoose(all, k) + k * Math.Log(share) + (all - k) * Math.Log(1 - share);
        return SumNotAbove(0, all, first, LogP);
    }

    /// <summary>The limits of Clopper and Pearson for that binomial share, as a ratio of rates.</summary>
    public static Interval ExactInterval(double x1, double n1, double x2, double n2)
    {
        double lower = BetaFunction.Quantile(x1, x2 + 1, 0.025), upper = BetaFunction.Quantile(x1 + 1, x2, 0.975);
        return new Interval(lower / (1 - lower) * n2 / n1, upper / (1 - upper) * n2 / n1);
    }

    internal static double LogChoose(double n, double k) => GammaFunction.Log(n + 1) - GammaFunction.Log(k + 1) - GammaFunction.Log(n - k + 1);

    // As in R, equally likely outcomes are included, with a relative tolerance of 1e-7.
    internal static double SumNotAbove(int from, int to, int observed, Func<int, double> logP)
    {
        double limit = logP(observed) + 1e-7, sum = 0;
        for (int k = from; k <= to; k++)
            if (logP(k) is var p && p <= limit)
                sum += Math.Exp(p);
        return Math.Min(1, sum);
    }
}
