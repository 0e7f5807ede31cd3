namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>The cost of each level of each column. Costs are whole numbers and are added over the columns, so the loss of a node does not depend on the order
/// of its records or terms. Non-uniform entropy comes first (de Waal and Willenborg 1999; disclosure.md 5.4): of column a on level v, Σ over records of
/// log2(records with v's value / records with the record's own value), as a share of the sum for the last level. Precision decides between nodes of equal
/// entropy. Both are weighted by importance. Every level costs more than the one before.</summary>
internal sealed class LevelCosts(IReadOnlyList<QuasiColumn> columns)
{
    // Entropy is counted in steps of 10⁻⁹ of the total and precision in steps of 10⁻⁵. All precision steps together weigh less than one entropy step.
    private const double EntropySteps = 1e9, PrecisionSteps = 1e5;
    private const long Entropies = 1_000_000;

    /// <summary>The cost, indexed by column and level.</summary>
    public long[][] Costs { get; } = [.. columns.Select(c => CostsOf(c, c.Quasi.Importance / (double)columns.Sum(each => each.Quasi.Importance)))];

    public long Compute(int[] node) => node.Select((level, column) => Costs[column][level]).Sum();

    private static long[] CostsOf(QuasiColumn column, double weight) =>
    [
        .. EntropyShares(column).Select((share, level) => (long)Math.Round(EntropySteps * weight * share) * Entropies
            + level * (long)Math.Ceiling(PrecisionSteps * weight / Math.Max(1, column.Height))),
    ];

    private static double[] EntropyShares(QuasiColumn column)
    {
        long[] original = column.CountsAt(0);
        double[] bits = [.. Enumerable.Range(0, column.Height + 1).Select(level =>
        {
            long[] counts = column.CountsAt(level);
            int[] map = column.Map(0, level);
            return original.Select((n, code) => n == 0 ? 0 : n * Math.Log2((double)counts[map[code]] / n)).Sum();
        })];
        // The loss of the minimum level is the same for all nodes, so the search ignores it. The report includes it (EntropyLoss).
        double start = bits[column.Quasi.MinLevel], all = bits[^1] - start;
        return [.. bits.Select(b => all > 0 ? Math.Max(0, b - start) / all : 0)];
    }
}
