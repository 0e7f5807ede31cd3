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
