namespace IncDiv.Disclosure.Tests.Intervals;

/// <summary>Enumerates every table of whole persons with the true total: the strongest possible check, for releases of a few rows. It does not use linear
/// programming.</summary>
internal sealed class EnumeratingBoundSolver(FeasibleRegion region)
{
    public (long Lower, long Upper) Interval(int cell) => (ValueIn(Best(cell, -1), cell), ValueIn(Best(cell, 1), cell));

    private long ValueIn(BoundSolution solution, int cell) => (long)region.Model.Columns[cell].ValueOver(solution.Rows);

    private BoundSolution Best(int cell, int sign)
    {
        long[] best = [.. region.Model.Counts];
        foreach (long[] table in Tables(new long[best.Length], 0, best.Sum()))
            if (sign * region.Model.Columns[cell].ValueOver(table) > sign * region.Model.Columns[cell].ValueOver(best) && region.Holds(table, 1))
                best = [.. table];
        return new BoundSolution([.. best.Select(b => (double)b)], []);
    }

    private static IEnumerable<long[]> Tables(long[] table, int row, long left)
    {
        if (row == table.Length - 1)
        {
            table[row] = left;
            yield return table;
            yield break;
        }
        for (table[row] = 0; table[row] <= left; table[row]++)
            foreach (long[] filled in Tables(table, row + 1, left - table[row]))
                yield return filled;
    }
}
