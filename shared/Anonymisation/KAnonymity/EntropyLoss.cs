namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Loss of non-uniform entropy in a written file (de Waal and Willenborg 1999; disclosure.md 5.4), including that of minimum levels and suppressed
/// cells: Σ over records of log2(records with the written value / records with the record's own value). A suppressed cell counts as the last level. The result
/// is a share of the loss with every column on the last level.</summary>
internal static class EntropyLoss
{
    /// <param name="suppressed">Suppressed cells by raw code.</param>
    /// <returns>0 to 1; 0 for a column that holds no information.</returns>
    public static double Compute(QuasiColumn column, int level, IReadOnlyList<long> suppressed)
    {
        long[] own = column.CountsAt(0), written = column.CountsAt(level);
        double lost = 0, all = 0, records = own.Sum();
        for (int raw = 0; raw < column.RawCounts.Count; raw++)
        {
            long n = column.RawCounts[raw], hidden = suppressed[raw];
            if (n == 0)
                continue;
            double own0 = own[column.Codes[0][raw]], last = Math.Log2(records / own0);
            lost += (n - hidden) * Math.Log2(written[column.Codes[level][raw]] / own0) + hidden * last;
            all += n * last;
        }
        return all > 0 ? lost / all : 0;
    }
}
