namespace IncDiv.Measures.Statistics;

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
