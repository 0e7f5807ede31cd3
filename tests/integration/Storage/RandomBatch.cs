namespace IncDiv.Storage.Tests;

/// <summary>Batches of microdata with values of every kind, and blanks.</summary>
internal static class RandomBatch
{
    public static readonly Quarter Quarter = new(2016, 4);

    private static readonly string[] Texts = ["Met Operations", "", "Zoë", "日本語", "\u201Cquoted\u201D,\nand broken", new string('x', 300)];

    public static RowBatch Create(IReadOnlyList<CuratedColumn> columns, int rows, int seed)
    {
        var random = new Random(seed);
        RowBatch batch = Blank(columns, rows);
        foreach (ColumnValues column in batch.Columns)
            for (int row = 0; row < rows; row++)
                Fill(column, row, random);
        return batch;
    }

    /// <summary>Blank in every column that may be blank.</summary>
    public static RowBatch Blank(IReadOnlyList<CuratedColumn> columns, int rows)
    {
        var batch = new RowBatch(Quarter, [.. columns.Select(c => c.Name)], [.. columns.Select(Values)]) { Count = rows };
        batch.EnsureCapacity(rows);
        foreach (NumberValues column in batch.Columns.OfType<NumberValues>())
            column.Values.AsSpan().Fill(double.NaN);
        return batch;
    }

    /// <summary>A different text in each row, for which a dictionary does not pay off.</summary>
    public static RowBatch Distinct(IReadOnlyList<CuratedColumn> columns, int rows, int seed)
    {
        RowBatch batch = Create(columns, rows, seed);
        foreach ((CuratedColumn column, ColumnValues values) in columns.Zip(batch.Columns))
            for (int row = 0; column.Kind == CuratedKind.Text && row < rows; row++)
                ((CodeValues)values).Indices[row] = ((CodeValues)values).Add($"unit {row}");
        return batch;
    }

    /// <summary>The values of a column in the .NET types of Parquet.</summary>
    public static IEnumerable<object?> Cells(CuratedColumn column, ColumnValues values, int rows) => (column.Kind, values) switch
    {
        (_, PseudonymValues v) => v.Values.Take(rows).Select(p => (object?)Guid.Parse(p.ToString("x32"))),
        (_, NumberValues v) => v.Values.Take(rows).Select(n => double.IsNaN(n) ? null : (object?)n),
        (CuratedKind.Scale, CodeValues v) => TextsOf(v, rows).Select(t => t is null ? null : (object?)int.Parse(t)),
        (CuratedKind.Flag, CodeValues v) => TextsOf(v, rows).Select(t => t is null ? null : (object?)bool.Parse(t)),
        (_, CodeValues v) => TextsOf(v, rows),
        _ => throw new InvalidOperationException(),
    };

    private static IEnumerable<string?> TextsOf(CodeValues values, int rows) => values.Indices.Take(rows).Select(i => values.Dictionary[i]);

    private static ColumnValues Values(CuratedColumn column) => column.Kind switch
    {
        CuratedKind.Pseudonym => new PseudonymValues(),
        CuratedKind.Number => new NumberValues(),
        CuratedKind.Flag => new CodeValues(["false", "true"]),
        CuratedKind.Text => new CodeValues(Texts),
        _ => new CodeValues(column.Codes!.Codes.Select(c => c.Code)),
    };

    private static void Fill(ColumnValues column, int row, Random random)
    {
        switch (column)
        {
            case PseudonymValues v:
                v.Values[row] = new UInt128((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue));
                break;
            case NumberValues v:
                v.Values[row] = random.Next(5) == 0 ? double.NaN : random.NextDouble() * 50;
                break;
            case CodeValues v:
                v.Indices[row] = (ushort)random.Next(v.Dictionary.Count);
                break;
        }
    }
}
