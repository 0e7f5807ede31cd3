namespace IncDiv.Ingestion.Rows;

/// <summary>A batch for rows of one quarter that is not yet full.</summary>
/// <param name="texts">The dictionary of each column; used by text columns only.</param>
internal sealed class OpenBatch(RowBatch rows, Utf8Table[] texts)
{
    private const int FirstCapacity = 1024;

    private int _capacity;

    public RowBatch Rows { get; } = rows;

    public Utf8Table[] Texts { get; } = texts;

    public bool IsFull => Rows.Count == RowBatch.Capacity;

    public static OpenBatch Create(Quarter quarter, ColumnParser[] columns) => new(
        new RowBatch(quarter, [.. columns.Select(c => c.Column.Name)], [.. columns.Select(c => c.CreateValues())]),
        [.. columns.Select(_ => new Utf8Table())]);

    /// <summary>Reuses the cleared buffers for rows of another quarter.</summary>
    public OpenBatch For(Quarter quarter)
    {
        Clear();
        return new OpenBatch(new RowBatch(quarter, Rows.Names, Rows.Columns), Texts) { _capacity = _capacity };
    }

    public void Add(ColumnParser[] columns, long line)
    {
        int row = Rows.Count;
        if (row == _capacity)
        {
            _capacity = Math.Min(Math.Max(FirstCapacity, row * 2), RowBatch.Capacity);
            Rows.EnsureCapacity(_capacity);
        }
        for (int i = 0; i < columns.Length; i++)
            columns[i].Store(this, i, row, line);
        Rows.Count = row + 1;
    }

    public void Clear()
    {
        Rows.Clear();
        foreach (Utf8Table table in Texts)
            if (table.Count > 0)
                table.Clear();
    }
}
