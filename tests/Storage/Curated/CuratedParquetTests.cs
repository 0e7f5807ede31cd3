using IncDiv.Contracts;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using IncDiv.Storage.Curated;

namespace IncDiv.Storage.Tests.Curated;

public sealed class CuratedParquetTests
{
    private static readonly Quarter Quarter = new(2016, 4);
    private static readonly Feed Workforce = FeedCatalogue.Default.Find("workforce")!;

    [Theory]
    [InlineData("workforce")]
    [InlineData("pas")]
    [InlineData("victim-satisfaction")]
    [InlineData("staff-survey")]
    public async Task Batches_come_back_as_they_were_written(string feedName)
    {
        Feed feed = FeedCatalogue.Default.Find(feedName)!;
        byte[] file = await WriteAsync(feed, Batch(feed, 500, seed: 1), Batch(feed, 70, seed: 2));
        var counts = new List<int>();
        await foreach (RowBatch batch in CuratedReader.ReadAsync(feed, Quarter, new MemoryStream(file), CancellationToken.None))
        {
            RowBatch expected = Batch(feed, batch.Count, seed: counts.Count + 1);
            for (int i = 0; i < batch.Columns.Count; i++)
                Assert.Equal(Cells(expected.Columns[i], batch.Count), Cells(batch.Columns[i], batch.Count));
            counts.Add(batch.Count);
        }
        Assert.Equal([500, 70], counts);
    }

    [Fact]
    public async Task The_same_rows_give_the_same_bytes() =>
        Assert.Equal(await WriteAsync(Workforce, Batch(Workforce, 300, seed: 3)), await WriteAsync(Workforce, Batch(Workforce, 300, seed: 3)));

    private static async Task<byte[]> WriteAsync(Feed feed, params RowBatch[] batches)
    {
        using var file = new MemoryStream();
        await using (CuratedWriter writer = await CuratedWriter.CreateAsync(feed, file, new Dictionary<string, string> { ["feed"] = feed.Name }, CancellationToken.None))
            foreach (RowBatch batch in batches)
                await writer.WriteAsync(batch, CancellationToken.None);
        return file.ToArray();
    }

    private static RowBatch Batch(Feed feed, int rows, int seed)
    {
        var random = new Random(seed);
        ColumnValues[] columns = [.. feed.CuratedColumns.Select(c => Values(c))];
        var batch = new RowBatch(Quarter, [.. feed.CuratedColumns.Select(c => c.Name)], columns) { Count = rows };
        batch.EnsureCapacity(rows);
        foreach (ColumnValues column in columns)
            for (int row = 0; row < rows; row++)
                Fill(column, row, random);
        return batch;
    }

    private static ColumnValues Values(CuratedColumn column) => column.Kind switch
    {
        CuratedKind.Pseudonym => new PseudonymValues(),
        CuratedKind.Number => new NumberValues(),
        CuratedKind.Flag => new CodeValues(["false", "true"]),
        CuratedKind.Text => new CodeValues(["Met Operations", "Frontline Policing", "a \u201Cquoted\u201D name"]),
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

    private static IEnumerable<object?> Cells(ColumnValues column, int rows) => column switch
    {
        PseudonymValues v => v.Values.Take(rows).Cast<object?>(),
        NumberValues v => v.Values.Take(rows).Cast<object?>(),
        CodeValues v => v.Indices.Take(rows).Select(i => v.Dictionary[i]),
        _ => throw new InvalidOperationException(),
    };
}
