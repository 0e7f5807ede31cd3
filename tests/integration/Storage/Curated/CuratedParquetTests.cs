using IncDiv.Storage.Curated;

namespace IncDiv.Storage.Tests.Curated;

public sealed class CuratedParquetTests
{
    private static readonly Feed Workforce = ContractSet.Embedded.Feeds.Find("workforce")!;

    [Theory]
    [InlineData("workforce")]
    [InlineData("pas")]
    [InlineData("victim-satisfaction")]
    [InlineData("staff-survey")]
    public async Task Batches_are_read_as_they_were_written(string feedName)
    {
        Feed feed = ContractSet.Embedded.Feeds.Find(feedName)!;
        RowBatch[] written =
        [
            RandomBatch.Create(feed.CuratedColumns, 500, seed: 1),
            RandomBatch.Blank(feed.CuratedColumns, 3),
            RandomBatch.Distinct(feed.CuratedColumns, 700, seed: 2),
            RandomBatch.Create(feed.CuratedColumns, 70, seed: 3),
        ];
        byte[] file = await WriteAsync(feed, written);
        int next = 0;
        await foreach (RowBatch batch in CuratedReader.ReadAsync(feed, RandomBatch.Quarter, new MemoryStream(file), CancellationToken.None))
        {
            RowBatch expected = written[next++];
            Assert.Equal(expected.Count, batch.Count);
            for (int i = 0; i < batch.Columns.Count; i++)
                Assert.Equal(Cells(feed, i, expected), Cells(feed, i, batch));
        }
        Assert.Equal(written.Length, next);
    }

    [Fact]
    public async Task A_column_that_the_file_lacks_is_blank()
    {
        byte[] file = await WriteAsync(
            Workforce, RandomBatch.Create(Workforce.CuratedColumns, 40, seed: 4), RandomBatch.Create(Workforce.CuratedColumns, 40, seed: 5));
        CuratedColumn[] asked = [.. Workforce.CuratedColumns.Select(c => c with { Name = c.Name + "_later" })];
        await foreach (RowBatch batch in CuratedReader.ReadAsync(asked, RandomBatch.Quarter, new MemoryStream(file), CancellationToken.None))
            foreach ((CuratedColumn column, ColumnValues values) in asked.Zip(batch.Columns))
                Assert.All(RandomBatch.Cells(column, values, 40), cell => Assert.Equal(column.Kind == CuratedKind.Pseudonym ? Guid.Empty : null, cell));
    }

    [Fact]
    public async Task The_same_rows_give_the_same_bytes()
    {
        RowBatch batch = RandomBatch.Create(Workforce.CuratedColumns, 300, seed: 3);
        Assert.Equal(await WriteAsync(Workforce, batch), await WriteAsync(Workforce, batch));
    }

    private static IEnumerable<object?> Cells(Feed feed, int column, RowBatch batch) =>
        RandomBatch.Cells(feed.CuratedColumns[column], batch.Columns[column], batch.Count);

    private static async Task<byte[]> WriteAsync(Feed feed, params RowBatch[] batches)
    {
        using var file = new MemoryStream();
        var metadata = new Dictionary<string, string> { ["feed"] = feed.Name };
        await using (RowWriter writer = await RowWriter.CreateAsync(feed, file, metadata, CancellationToken.None))
            foreach (RowBatch batch in batches)
                await writer.WriteAsync(batch, CancellationToken.None);
        return file.ToArray();
    }
}
