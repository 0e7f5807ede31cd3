namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>
/// Non-uniform entropy that a written file has lost (de Waal and Willenborg 1999; disclosure.md 5.4), finest levels and suppressed cells
/// included: Σ over records of log2(records with the written value / records with the record's own value), a suppressed cell counting as the
/// last level, as a share of that with everything on the last level.
/// </summary>
internal static class EntropyLoss
{
    /// <param name="suppressed">Suppressed cells by raw code.</param>
    /// <returns>0 to 1; 0 for a column that tells nothing.</returns>
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
