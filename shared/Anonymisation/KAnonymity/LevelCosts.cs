namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>
/// What each level of each column costs, as whole numbers that add up over the columns, so that a node's loss does not depend on the order
/// of its records or of its terms. Non-uniform entropy comes first (de Waal and Willenborg 1999; disclosure.md 5.4): of column a on level v,
/// Σ over records of log2(records with v's value / records with the record's own value), as a share of that on the last level. Precision
/// decides between nodes of equal entropy. Both are weighted by importance. Every level costs more than the one before.
/// </summary>
internal sealed class LevelCosts
{
    // Entropy counts in steps of 10⁻⁹ of all there is, precision in steps of 10⁻⁵; all steps of precision weigh less than one of entropy.
    private const double EntropySteps = 1e9, PrecisionSteps = 1e5;
    private const long Entropies = 1_000_000;

    public LevelCosts(IReadOnlyList<QuasiColumn> columns)
    {
        double importance = columns.Sum(c => c.Quasi.Importance);
        double[][] entropy = [.. columns.Select(EntropyShares)];
        Costs = [.. columns.Select((c, i) => Enumerable.Range(0, c.Height + 1).Select(level =>
        {
            double weight = c.Quasi.Importance / importance;
            return (long)Math.Round(EntropySteps * weight * entropy[i][level]) * Entropies
                + level * (long)Math.Ceiling(PrecisionSteps * weight / Math.Max(1, c.Height));
        }).ToArray())];
    }

    /// <summary>Column, then level, to the cost.</summary>
    public long[][] Costs { get; }

    public long Compute(int[] node)
    {
        long cost = 0;
        for (int i = 0; i < node.Length; i++)
            cost += Costs[i][node[i]];
        return cost;
    }

    private static double[] EntropyShares(QuasiColumn column)
    {
        long[] original = column.CountsAt(0);
        double[] bits = [.. Enumerable.Range(0, column.Height + 1).Select(level =>
        {
            long[] counts = column.CountsAt(level);
            int[] map = column.Map(0, level);
            return original.Select((n, code) => n == 0 ? 0 : n * Math.Log2((double)counts[map[code]] / n)).Sum();
        })];
        // What the finest level loses is never released: it is no loss of the search. The report counts it (EntropyLoss).
        double start = bits[column.Quasi.MinLevel], all = bits[^1] - start;
        return [.. bits.Select(b => all > 0 ? Math.Max(0, b - start) / all : 0)];
    }
}
