namespace IncDiv.Disclosure.Cover;

/// <summary>Puts rows in an order that only their cells decide, and makes one of rows that no cell tells apart.</summary>
internal static class RowMerge
{
    /// <param name="cells">In ordinal order of their keys.</param>
    /// <returns>The counts in their new order, and the new place of each old row; −1 if no cell has it.</returns>
    public static (long[] Counts, int[] Places) Run(IReadOnlyList<long> counts, CoverCell[] cells)
    {
        var sizes = new int[counts.Count];
        foreach (CoverCell cell in cells)
            foreach (CoverTerm term in cell.Terms)
                sizes[InRange(term, counts.Count, cell)]++;
        int[][] patterns = [.. sizes.Select(s => new int[2 * s])];
        Array.Clear(sizes);
        for (int c = 0; c < cells.Length; c++)
            foreach (CoverTerm term in cells[c].Terms)
            {
                int[] pattern = patterns[term.Row];
                if (sizes[term.Row] > 0 && pattern[sizes[term.Row] - 2] == c)
                    throw new ArgumentException($"The cell '{cells[c].Key}' names a row twice.", nameof(cells));
                pattern[sizes[term.Row]++] = c;
                pattern[sizes[term.Row]++] = term.Coefficient;
            }

        int[] order = [.. Enumerable.Range(0, patterns.Length)];
        Array.Sort(order, (a, b) => patterns[a].AsSpan().SequenceCompareTo(patterns[b]));
        var places = new int[patterns.Length];
        var merged = new List<long>();
        int[]? previous = null;
        foreach (int row in order)
        {
            if (patterns[row].Length == 0)
            {
                places[row] = -1;
                continue;
            }
            if (previous is null || !patterns[row].AsSpan().SequenceEqual(previous))
                merged.Add(0);
            merged[^1] += counts[row];
            places[row] = merged.Count - 1;
            previous = patterns[row];
        }
        return ([.. merged], places);
    }

    private static int InRange(CoverTerm term, int rows, CoverCell cell) => term.Coefficient != 0 && term.Row >= 0 && term.Row < rows
        ? term.Row
        : throw new ArgumentException($"The cell '{cell.Key}' has a term without a row or without a coefficient.", nameof(cell));
}
