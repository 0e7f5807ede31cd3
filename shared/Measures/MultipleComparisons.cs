namespace IncDiv.Measures;

/// <summary>Adjusts p-values for the number of comparisons (Benjamini and Hochberg, statistics.md C5), and words significance by the adjusted value.</summary>
public static class MultipleComparisons
{
    /// <summary>The rows with <see cref="MeasureRow.PAdjusted"/> and <see cref="MeasureRow.Significance"/>. Call it on the released rows: a test that is
    /// not shown must not show in the others (disclosure.md S13).</summary>
    /// <remarks>The comparisons of a pack form one family of tests: of those called higher or lower, about one in twenty is by chance. A pack shows each
    /// comparison in one window. Where that window is four quarters, its discrete quarter belongs to a second family.</remarks>
    public static IReadOnlyList<MeasureRow> Adjust(IReadOnlyList<MeasureRow> rows)
    {
        MeasureRow[] adjusted = [.. rows];
        int[] tested = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i].PValue is not null)];
        HashSet<FigureKey> longer =
            [.. tested.Select(i => rows[i].Key).Where(k => k.Window != MeasureWindow.Quarter).Select(k => k with { Window = MeasureWindow.Quarter })];
        foreach (IGrouping<bool, int> family in tested.GroupBy(i => longer.Contains(rows[i].Key)))
        {
            int[] places = [.. family];
            double[] values = MultipleTests.BenjaminiHochberg([.. places.Select(i => rows[i].PValue!.Value)]);
            for (int t = 0; t < places.Length; t++)
                adjusted[places[t]] = Adjusted(rows[places[t]], values[t]);
        }
        return adjusted;
    }

    private static MeasureRow Adjusted(MeasureRow row, double p)
    {
        double difference = row.Value!.Value - (row.Statistic == Statistic.Ratio ? 1 : 0);
        return row with { PAdjusted = p, Significance = ZTest.Evaluate(difference, p) };
    }
}
