namespace IncDiv.Measures.Statistics;

/// <summary>The ratio of two proportions.</summary>
public static class RiskRatio
{
    /// <summary>(x1/n1) / (x2/n2) with the interval of Katz on the log scale and the two-sided p of ratio 1 (statistics.md C6).</summary>
    /// <returns>Null where either count is 0 or a base is empty: the ratio is undefined, never 0 or infinite.</returns>
    public static (double Ratio, Interval Interval, double P)? Compute(double x1, double n1, double x2, double n2)
    {
        if (x1 <= 0 || x2 <= 0 || n1 <= 0 || n2 <= 0)
            return null;
        double ratio = x1 / n1 / (x2 / n2);
        double error = Math.Sqrt(Math.Max(0, 1 / x1 - 1 / n1 + 1 / x2 - 1 / n2));
        double spread = Math.Exp(Normal.Z95 * error);
        double p = error > 0 ? Normal.TwoSidedP(Math.Log(ratio) / error) : 1;
        return (ratio, new Interval(ratio / spread, ratio * spread), p);
    }
}

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

/// <summary>Fisher's exact test of two proportions, for counts too small for a normal approximation (statistics.md C6).</summary>
public static class FisherExact
{
    /// <summary>Two-sided p: the sum of the probabilities of all tables that are at most as likely as the observed one (as R's fisher.test).</summary>
    /// <param name="x1">Whole numbers, as are the others; <paramref name="x1"/> of <paramref name="n1"/>.</param>
    public static double TwoSidedP(double x1, double n1, double x2, double n2)
    {
        double all = n1 + n2, ones = x1 + x2;
        double LogP(int k) => RateRatio.LogChoose(n1, k) + RateRatio.LogChoose(n2, ones - k) - RateRatio.LogChoose(all, ones);
        return RateRatio.SumNotAbove((int)Math.Max(0, ones - n2), (int)Math.Min(n1, ones), (int)x1, LogP);
    }
}

/// <summary>The four-fifths test of selection rates (statistics.md C6): below 0.8 where success is wanted, above 1.25 for an adverse outcome. It is always
/// published together with the result of the interval, or of the exact test where counts are too small for the interval.</summary>
public static class FourFifths
{
    /// <summary>The flag in words; empty inside the band, and for measures without a polarity.</summary>
    /// <param name="exactP">p-value of an exact test of ratio 1; null where none was made.</param>
    /// <param name="polarity">That of the measure.</param>
    public static string Flag(double ratio, Interval interval, double? exactP, Polarity polarity)
    {
        string clear = exactP switch
        {
            < 0.05 => "the exact test distinguishes it from 1",
            not null => "the exact test does not distinguish it from 1",
            null when interval.Lower > 1 || interval.Upper < 1 => "the interval excludes 1",
            null => "the interval includes 1",
        };
        return polarity switch
        {
            Polarity.Up or Polarity.Parity when ratio < 0.8 => $"below four-fifths; {clear}",
            Polarity.Down or Polarity.Parity when ratio > 1.25 => $"above five-quarters; {clear}",
            _ => "",
        };
    }
}
