namespace IncDiv.Disclosure.Cover;

/// <summary>Unknown non-negative integers (cover rows: combinations of characteristics with their counts of persons) and the cells that sum them (disclosure.md
/// 4.1). The order in which rows and cells were given leaves no trace: columns are in ordinal order of their keys, rows in order of their columns.</summary>
public sealed class CoverModel
{
    private CoverModel(long[] counts, int[][] columnsOfRow, CoverColumn[] columns)
    {
        Counts = counts;
        ColumnsOfRow = columnsOfRow;
        Columns = columns;
    }

    /// <summary>Rows that differ in at least one cell.</summary>
    public int RowCount => Counts.Length;

    /// <summary>Cells that differ in at least one row.</summary>
    public int CellCount => Columns.Length;

    internal long[] Counts { get; }

    /// <summary>For each row its columns, ascending.</summary>
    internal int[][] ColumnsOfRow { get; }

    internal CoverColumn[] Columns { get; }

    /// <param name="counts">The true count of each row, 0 or more.</param>
    /// <exception cref="ArgumentException">A count is negative, a key stands twice, or a term names a row that is not there.</exception>
    public static CoverModel Build(IReadOnlyList<long> counts, IEnumerable<CoverCell> cells)
    {
        CoverCell[] ordered = [.. cells.OrderBy(c => c.Key, StringComparer.Ordinal)];
        for (int i = 1; i < ordered.Length; i++)
            if (ordered[i].Key == ordered[i - 1].Key)
                throw new ArgumentException($"The cell '{ordered[i].Key}' stands twice.", nameof(cells));
        if (counts.Any(c => c < 0))
            throw new ArgumentException("The count of a row is negative.", nameof(counts));
        (long[] merged, int[] places) = RowMerge.Run(counts, ordered);

        var columns = new List<CoverColumn>();
        foreach (IGrouping<SparseColumn, CoverCell> same in ordered.GroupBy(c => SparseColumn.Of(c.Terms, places)))
            columns.Add(CoverColumn.Merge([.. same], same.Key.Rows, same.Key.Coefficients, merged));
        return FromColumns(merged, [.. columns]);
    }

    /// <summary>Parts that share no row, in order of their first key: what is hidden in one says nothing about another.</summary>
    internal IReadOnlyList<CoverModel> Components()
    {
        int[] parent = [.. Enumerable.Range(0, Columns.Length)];
        int Root(int c)
        {
            while (parent[c] != c)
                c = parent[c] = parent[parent[c]];
            return c;
        }
        foreach (int[] columns in ColumnsOfRow)
            for (int i = 1; i < columns.Length; i++)
            {
                int a = Root(columns[0]), b = Root(columns[i]);
                parent[Math.Max(a, b)] = Math.Min(a, b);
            }
        ILookup<int, int> rowsOf = Enumerable.Range(0, RowCount).ToLookup(r => Root(ColumnsOfRow[r][0]));
        return [.. Enumerable.Range(0, Columns.Length).GroupBy(Root).Select(g => Part([.. g], [.. rowsOf[g.Key]]))];
    }

    private CoverModel Part(int[] columns, int[] rows)
    {
        var place = new Dictionary<int, int>(rows.Length);
        foreach (int row in rows)
            place.Add(row, place.Count);
        return FromColumns([.. rows.Select(r => Counts[r])], [.. columns.Select(c => Columns[c] with { Rows = [.. Columns[c].Rows.Select(r => place[r])] })]);
    }

    private static CoverModel FromColumns(long[] counts, CoverColumn[] columns)
    {
        var sizes = new int[counts.Length];
        foreach (CoverColumn column in columns)
            foreach (int row in column.Rows)
                sizes[row]++;
        int[][] columnsOfRow = [.. sizes.Select(s => new int[s])];
        Array.Clear(sizes);
        for (int c = 0; c < columns.Length; c++)
            foreach (int row in columns[c].Rows)
                columnsOfRow[row][sizes[row]++] = c;
        return new CoverModel(counts, columnsOfRow, columns);
    }
}
