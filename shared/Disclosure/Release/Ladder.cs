using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Output;

namespace IncDiv.Disclosure.Release;

/// <summary>
/// The fallback ladder (disclosure.md 4.2): a table of which too much would be hidden is not published at all where the same release has a
/// coarser one, and the coarser one keeps more.
/// </summary>
internal static class Ladder
{
    private const double MostHidden = 0.3;

    /// <summary>The rung below the coarsest.</summary>
    public const string NoTable = "no table";

    // Of three groups one primary and its partner are two thirds: such a table is as coarse as it gets.
    private const int FewestCells = 5;

    /// <summary>A table by the name of its coarser rung.</summary>
    /// <param name="Rows">Its rows, as indices.</param>
    public sealed record Withheld(string Table, string Rung, IReadOnlyList<int> Rows);

    public static IReadOnlyList<Withheld> Climb(IReadOnlyList<MeasureRow> rows, bool[] masked)
    {
        var tables = Enumerable.Range(0, rows.Count).Where(i => rows[i].Feed != Measure.NotSupplied)
            .GroupBy(i => TableOf(rows[i])).ToDictionary(g => g.Key, g => g.ToArray());
        var withheld = new List<Withheld>();
        foreach (((string measure, string breakdown, string window), int[] own) in tables)
        {
            int[] cells = [.. own.Where(i => rows[i] is { Statistic: "level" or "index", N: > 0 })];
            if (cells.Length >= FewestCells && cells.Count(i => masked[i]) > MostHidden * cells.Length && RungOf(measure, breakdown, window, tables.Keys) is { } rung)
                withheld.Add(new Withheld(Name(measure, breakdown, window), rung, own));
        }
        return [.. withheld.OrderBy(w => w.Table, StringComparer.Ordinal)];
    }

    public static (string Measure, string Breakdown, string Window) TableOf(MeasureRow row) => (row.MeasureId, row.Breakdown, row.Window);

    public static string Name(string measure, string breakdown, string window) => $"{measure} | {breakdown} | {window}";

    private static string? RungOf(string measure, string breakdown, string window, IEnumerable<(string, string, string)> tables)
    {
        (string, string)[] coarser =
        [
            .. breakdown switch
            {
                "ethnicity" => ["ethnicity_broad"],
                "borough" => ["bcu"],
                _ => breakdown.Split(" x ") is { Length: > 1 } margins ? margins : Array.Empty<string>(),
            } is { } names ? names.Select(n => (n, window)) : [],
            .. window == MeasureWindow.Quarter ? [(breakdown, MeasureWindow.Rolling)] : Array.Empty<(string, string)>(),
        ];
        return coarser.Where(c => tables.Contains((measure, c.Item1, c.Item2))).Select(c => Name(measure, c.Item1, c.Item2)).FirstOrDefault();
    }
}
