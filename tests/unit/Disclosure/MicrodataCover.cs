using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Tests;

/// <summary>The cells of tables over the observed combinations of characteristics. Each table has its margins with it. Combinations that nobody has are no
/// rows: whatever is empty is taken to be known as empty (disclosure.md 4.1).</summary>
public static class MicrodataCover
{
    /// <summary>Every non-empty cell once, however many tables show it. Its key is such as <c>ethnicity=BME|sex=Female</c>; that of the total is
    /// <c>all</c>.</summary>
    /// <param name="tables">For each table the places of its dimensions, ascending.</param>
    /// <param name="mark">Sets what protection needs to know of a cell, given its count.</param>
    public static CoverModel Build(
        IReadOnlyList<Dimension> dimensions, IReadOnlyList<Combination> combinations,
        IReadOnlyList<IReadOnlyList<int>> tables, Func<CoverCell, long, CoverCell> mark)
    {
        string[][][] categories = [.. dimensions.Select(d => d.Categories())];
        int[][] shown = [.. Subsets(tables)];
        IReadOnlyList<CoverCell> cells = [.. shown.SelectMany(s => Cells(dimensions, categories, combinations, s))];
        long[] counts = [.. combinations.Select(c => c.Count)];
        return CoverModel.Build(counts, cells.Select(c => mark(c, c.Terms.Sum(t => t.Coefficient * counts[t.Row]))));
    }

    private static IEnumerable<int[]> Subsets(IReadOnlyList<IReadOnlyList<int>> tables) => tables
        .SelectMany(t => Enumerable.Range(0, 1 << t.Count).Select(mask => t.Where((_, place) => (mask >> place & 1) == 1).ToArray()))
        .DistinctBy(s => string.Join(' ', s));

    private static IEnumerable<CoverCell> Cells(
        IReadOnlyList<Dimension> dimensions, string[][][] categories, IReadOnlyList<Combination> combinations, int[] by)
    {
        var leaves = new Dictionary<long, List<int>>();
        for (int row = 0; row < combinations.Count; row++)
        {
            long leaf = 0;
            foreach (int dimension in by)
                leaf = leaf * dimensions[dimension].Codes.Count + combinations[row].Codes[dimension];
            if (leaves.TryGetValue(leaf, out List<int>? rows))
                rows.Add(row);
            else
                leaves.Add(leaf, [row]);
        }
        var cells = new Dictionary<string, List<CoverTerm>>(StringComparer.Ordinal);
        foreach (List<int> rows in leaves.Values)
            foreach (string key in Keys(dimensions, categories, combinations[rows[0]], by))
            {
                if (!cells.TryGetValue(key, out List<CoverTerm>? terms))
                    cells.Add(key, terms = []);
                terms.AddRange(rows.Select(r => new CoverTerm(r)));
            }
        return cells.Select(c => new CoverCell(c.Key, c.Value, by.Length));
    }

    private static IEnumerable<string> Keys(IReadOnlyList<Dimension> dimensions, string[][][] categories, Combination combination, int[] by)
    {
        IEnumerable<string> keys = [by.Length == 0 ? "all" : ""];
        foreach (int dimension in by)
            keys = keys.SelectMany(k => categories[dimension][combination.Codes[dimension]]
                .Select(c => (k.Length == 0 ? "" : k + "|") + dimensions[dimension].Name + "=" + c));
        return keys;
    }
}

/// <param name="Codes">For each dimension the place of the code.</param>
/// <param name="Count">Persons.</param>
public readonly record struct Combination(IReadOnlyList<int> Codes, long Count);
