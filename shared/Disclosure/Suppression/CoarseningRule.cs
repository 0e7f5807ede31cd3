namespace IncDiv.Disclosure.Suppression;

/// <summary>Which tables are left out whole (disclosure.md 4.2): too much of them would be hidden to protect others, and the same release has a coarser table.
/// </summary>
internal static class CoarseningRule
{
    private const double MostHidden = 0.3;

    // Of six groups two partners are a third: leaving out so small a table would cost more than it saves.
    private const int FewestCells = 7;

    /// <summary>A table, and the coarser one that is published instead.</summary>
    /// <param name="Rows">Its rows, as indices.</param>
    public sealed record LeftOut(string Table, string Coarser, IReadOnlyList<int> Rows);

    /// <summary>Tables of which too much is hidden to protect others, and of which there is a coarser one.</summary>
    /// <param name="isSmall">Rows that are hidden for their own sake: they would be so in any table.</param>
    public static IReadOnlyList<LeftOut> Apply(IReadOnlyList<MeasureRow> rows, bool[] masked, bool[] isSmall, MeasureCatalogue catalogue)
    {
        var tables = Enumerable.Range(0, rows.Count).Where(i => rows[i].Feed != Measure.NotSupplied)
            .GroupBy(i => TableOf(rows[i])).ToDictionary(g => g.Key, g => g.ToArray());
        var leftOut = new List<LeftOut>();
        foreach (((string measure, string breakdown, MeasureWindow window), int[] own) in tables)
        {
            int[] cells = [.. own.Where(i => IsCell(rows[i]))];
            if (cells.Length >= FewestCells && cells.Count(i => masked[i] && !isSmall[i]) > MostHidden * cells.Length
                && CoarserTableOf(measure, breakdown, window, tables.Keys, catalogue) is { } coarser)
            {
                leftOut.Add(new LeftOut(Name(measure, breakdown, window), coarser, own));
            }
        }
        return [.. leftOut.OrderBy(w => w.Table, StringComparer.Ordinal)];
    }

    public static (string Measure, string Breakdown, MeasureWindow Window) TableOf(MeasureRow row) => (row.MeasureId, row.Breakdown, row.Window);

    public static string Name(string measure, string breakdown, MeasureWindow window) => $"{measure} | {breakdown} | {window.ToText()}";

    private static bool IsCell(MeasureRow row) => row is { Statistic: Statistic.Level or Statistic.Index, N: > 0 };

    private static string? CoarserTableOf(
        string measure, string breakdown, MeasureWindow window, IEnumerable<(string, string, MeasureWindow)> tables, MeasureCatalogue catalogue)
    {
        // The margins of an intersection are coarser; of others the catalogue says which is.
        string[] names = breakdown.Split(" x ") is { Length: > 1 } margins
            ? margins
            : [.. catalogue.Breakdowns.Values.Where(b => b.Reports == breakdown).Select(b => b.Coarser).OfType<string>()];
        (string, MeasureWindow)[] coarser =
        [.. names.Select(n => (n, window)), .. window == MeasureWindow.Quarter ? [(breakdown, MeasureWindow.Rolling)] : Array.Empty<(string, MeasureWindow)>()];
        return coarser.Where(c => tables.Contains((measure, c.Item1, c.Item2))).Select(c => Name(measure, c.Item1, c.Item2)).FirstOrDefault();
    }
}
