namespace IncDiv.Contracts.Rows;

/// <summary>Some rows of one quarter, stored by column. Projects pass rows to each other in batches.</summary>
/// <param name="quarter">The quarter of every row.</param>
/// <param name="names">Column names, in order.</param>
/// <param name="columns">The values, one entry for each name.</param>
public sealed class RowBatch(Quarter quarter, IReadOnlyList<string> names, IReadOnlyList<ColumnValues> columns)
{
    /// <summary>Maximum number of rows in a batch. It keeps text dictionaries within 65,535 entries and row groups within a few MB.</summary>
    public const int Capacity = 32_768;

    public Quarter Quarter { get; } = quarter;

    public IReadOnlyList<string> Names { get; } = names;

    public IReadOnlyList<ColumnValues> Columns { get; } = columns;

    /// <summary>Number of rows held.</summary>
    public int Count { get; set; }

    /// <summary>The values of a column.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column, or it holds values of another type.</exception>
    public T Column<T>(string name)
        where T : ColumnValues
    {
        for (int i = 0; i < Names.Count; i++)
            if (string.Equals(Names[i], name, StringComparison.Ordinal) && Columns[i] is T values)
                return values;
        throw new KeyNotFoundException($"The batch has no column '{name}' of {typeof(T).Name}.");
    }

    public void EnsureCapacity(int rows)
    {
        foreach (ColumnValues column in Columns)
            column.EnsureCapacity(rows);
    }

    /// <summary>Keeps only the rows for which <paramref name="isKept"/> holds, in their order.</summary>
    public void Keep(Func<int, bool> isKept)
    {
        int kept = 0;
        for (int row = 0; row < Count; row++)
        {
            if (!isKept(row))
                continue;
            if (kept != row)
                foreach (ColumnValues column in Columns)
                    column.Copy(row, kept);
            kept++;
        }
        Count = kept;
    }

    public void Clear()
    {
        Count = 0;
        foreach (ColumnValues column in Columns)
            column.Clear();
    }
}
