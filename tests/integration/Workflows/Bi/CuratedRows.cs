namespace IncDiv.Workflows.Tests.Bi;

/// <summary>Synthetic curated rows of a feed: a few frequent and many rare values in every column, including blanks.</summary>
internal sealed class CuratedRows(Feed feed, int rows, int seed)
{
    /// <summary>The value in every text column that must not reach the file.</summary>
    public const string Planted = "PLANTED UNIT";

    public static Quarter Quarter { get; } = new(2026, 2);

    /// <summary>The rows in batches of <paramref name="size"/>, in another order for another <paramref name="order"/>.</summary>
    public async IAsyncEnumerable<RowBatch> Batches(int size = RowBatch.Capacity, int order = 0)
    {
        string?[][] cells = [.. feed.CuratedColumns.Select((c, i) => Cells(c, new Random(seed * 1000 + i)))];
        int[] places = [.. Enumerable.Range(0, rows)];
        if (order > 0)
            new Random(order).Shuffle(places);
        foreach (int[] part in places.Chunk(size))
        {
            yield return Batch(cells, part);
            await Task.Yield();
        }
    }

    private RowBatch Batch(string?[][] cells, int[] part)
    {
        ColumnValues[] columns = [.. feed.CuratedColumns.Select((c, i) => (ColumnValues)(c.Kind switch
        {
            CuratedKind.Pseudonym => new PseudonymValues(),
            CuratedKind.Number => new NumberValues(),
            _ => new CodeValues(c.Kind switch
            {
                CuratedKind.Text => part.Select(p => cells[i][p]).OfType<string>().Distinct(),
                CuratedKind.Flag => ["false", "true"],
                _ => c.Codes!.Codes.Select(code => code.Code),
            }),
        }))];
        var batch = new RowBatch(Quarter, [.. feed.CuratedColumns.Select(c => c.Name)], columns) { Count = part.Length };
        batch.EnsureCapacity(part.Length);
        for (int c = 0; c < columns.Length; c++)
            for (int row = 0; row < part.Length; row++)
                switch (columns[c])
                {
                    case PseudonymValues v:
                        v.Values[row] = Pseudonym(part[row]);
                        break;
                    case NumberValues v:
                        v.Values[row] = 0.1 + part[row] % 977 / 200.0;
                        break;
                    case CodeValues v:
                        v.Indices[row] = cells[c][part[row]] is { } value ? (ushort)v.Dictionary.ToList().IndexOf(value) : (ushort)0;
                        break;
                }
        return batch;
    }

    public static UInt128 Pseudonym(int row) => new(0xABCDEF0123456789 ^ ((ulong)row * 0x9E3779B97F4A7C15), (ulong)row * 0xC2B2AE3D27D4EB4F);

    private string?[] Cells(CuratedColumn column, Random random)
    {
        string[] values = column switch
        {
            { Kind: CuratedKind.Flag } => ["false", "true"],
            { Kind: CuratedKind.Text, Name: "business_group" } => ["Frontline Policing", "Met Operations", "Professionalism"],
            { Kind: CuratedKind.Text, Name: "wave" } => ["Autumn"],
            { Kind: CuratedKind.Text } when column.Name.EndsWith("month", StringComparison.Ordinal) => ["2026-07", "2026-08", "2026-09"],
            { Kind: CuratedKind.Text } => [Planted],
            { Codes: { } codes } => [.. codes.Codes.Select(c => c.Code)],
            _ => [""],
        };
        return [.. Enumerable.Range(0, rows).Select(_ => random.Next(50) == 0 ? null : values[(int)(values.Length * Math.Pow(random.NextDouble(), 2.5))])];
    }
}
