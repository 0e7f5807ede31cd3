namespace IncDiv.Disclosure.Suppression;

/// <summary>The fallback ladder (disclosure.md 4.2): a table of which too much would be hidden is not published at all where the same release has a coarser
/// one, and the coarser one keeps more. What counts is what is hidden to protect others.</summary>
internal static class CoarseningRule
{
    private const double MostHidden = 0.3;

    /// <summary>There is no coarser one.</summary>
    public const string NoTable = "no table";

    // Of six groups two partners are a third: leaving out so small a table would cost more than it saves.
    private const int FewestCells = 7;

    /// <summary>A table, and the coarser one that is published instead.</summary>
    /// <param name="Rows">Its rows, as indices.</param>
    public sealed record LeftOut(string Table, string Coarser, IReadOnlyList<int> Rows);

    /// <summary>Tables of groups so small that too much of them must be hidden for its own sake. Where some count cannot be protected they go first, because
    /// what is left of them tells readers little.</summary>
    /// <param name="isSmall">Rows that are hidden for their own sake.</param>
    public static IReadOnlyList<LeftOut> OfSmallGroups(IReadOnlyList<MeasureRow> rows, bool[] isSmall) =>
    [
        .. Enumerable.Range(0, rows.Count).Where(i => rows[i].Feed != Measure.NotSupplied && rows[i].Breakdown != Breakdown.All).GroupBy(i => TableOf(rows[i]))
            .Where(g => g.Where(i => IsCell(rows[i])).ToArray() is { Length: >= FewestCells } cells && cells.Count(i => isSmall[i]) > MostHidden * cells.Length)
            .Select(g => new LeftOut(Name(g.Key.Measure, g.Key.Breakdown, g.Key.Window), NoTable, [.. g]))
            .OrderBy(w => w.Table, StringComparer.Ordinal),
    ];

    /// <param name="isSmall">Rows that are hidden for their own sake: they would be so in any table, and hiding the others does not help.</param>
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
