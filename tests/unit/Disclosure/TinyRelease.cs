using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Tests;

/// <summary>Random releases of a few persons, small enough to enumerate every table that an outsider cannot exclude.</summary>
internal static class TinyRelease
{
    public const int Minimum = 3;

    public static IntervalRequirement Requirement { get; } = new(2, 3);

    /// <summary>Up to six rows; the total is public.</summary>
    public static (long[] Counts, List<CoverCell> Cells) Draw(int seed)
    {
        var random = new Random(seed);
        long[] counts = [.. Enumerable.Range(0, random.Next(3, 7)).Select(_ => (long)random.Next(random.Next(1, 5)))];
        var cells = new List<CoverCell> { Cell("all", Enumerable.Range(0, counts.Length), counts, 0) with { State = CellState.Forced } };
        for (int i = random.Next(3, 9); i > 0; i--)
        {
            int mask = random.Next(1, (1 << counts.Length) - 1);
            cells.Add(Cell($"cell {i}", Enumerable.Range(0, counts.Length).Where(r => (mask >> r & 1) == 1), counts, 1));
        }
        return (counts, cells);
    }

    public static CoverCell Cell(string key, IEnumerable<int> rows, long[] counts, int importance)
    {
        CoverTerm[] terms = [.. rows.Select(r => new CoverTerm(r))];
        return new CoverCell(key, terms, importance)
        {
            State = PrimaryRules.IsSmall(terms.Sum(t => counts[t.Row]), Minimum) && importance > 0 ? CellState.Primary : CellState.Open,
            Requirement = Requirement,
        };
    }
}
