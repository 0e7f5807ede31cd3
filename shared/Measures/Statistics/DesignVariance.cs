namespace IncDiv.Measures.Statistics;

/// <summary>The sums of one stratum of a sample design for one domain (a group), which may be smaller than the stratum.</summary>
/// <param name="N">All rows of the sample in the stratum, in the domain or not.</param>
/// <param name="W">Σw over the domain.</param>
/// <param name="W2">Σw².</param>
/// <param name="WY">Σwy, y being 0 or 1.</param>
/// <param name="W2Y">Σw²y.</param>
public readonly record struct DesignStratum(double N, double W, double W2, double WY, double W2Y);

/// <summary>The design-based standard error of a weighted proportion (statistics.md C2): Taylor linearisation, strata sampled with replacement, and domains
/// within the full design, as R's <c>survey</c>. A stratum with one row is centred on the overall mean (option "adjust" of <c>survey</c>).</summary>
public static class DesignVariance
{
    /// <summary>Variance of p = Σwy / Σw over the strata's domain rows; NaN for an empty domain.</summary>
    public static double Estimate(IReadOnlyList<DesignStratum> strata) => EstimateDifference(strata, []);

    /// <summary>Variance of the difference of the proportions of two domains that share no row, including the covariance from their common strata.</summary>
    /// <param name="second">The same strata in the same order, with the sums of the other domain; empty for none.</param>
    public static double EstimateDifference(IReadOnlyList<DesignStratum> first, IReadOnlyList<DesignStratum> second)
    {
        (double p1, double w1) = Proportion(first);
        (double p2, double w2) = Proportion(second);
        double variance = 0;
        for (int h = 0; h < first.Count; h++)
        {
            double n = first[h].N;
            if (n == 0)
                continue;
            (double sum, double squares) = Linearised(first[h], p1, w1);
            if (second.Count > 0)
            {
                (double otherSum, double otherSquares) = Linearised(second[h], p2, w2);
                sum -= otherSum;
                squares += otherSquares;
            }
            variance += n == 1 ? squares : n / (n - 1) * Math.Max(0, squares - sum * sum / n);
        }
        return variance;
    }

    /// <summary>Number of rows minus number of strata.</summary>
    public static double DegreesOfFreedom(IReadOnlyList<DesignStratum> strata) => strata.Sum(s => s.N) - strata.Count(s => s.N > 0);

    private static (double P, double W) Proportion(IReadOnlyList<DesignStratum> strata)
    {
        double w = strata.Sum(s => s.W);
        return (strata.Sum(s => s.WY) / w, w);
    }

    // Σe and Σe² of e = w (y − p) / Σw; for y of 0 or 1, y² = y.
    private static (double Sum, double Squares) Linearised(DesignStratum s, double p, double w) =>
        ((s.WY - p * s.W) / w, (s.W2Y * (1 - 2 * p) + p * p * s.W2) / (w * w));
}
