namespace IncDiv.Storage.Tests.Measures;

public sealed class MeasureParquetTests
{
    private static readonly MeasureRow[] Rows =
        [MeasureRows.Row(), MeasureRows.Row(group: "Black", value: null), MeasureRows.Row(id: "PAS-02") with { PValue = 1e-300, Comparator = "White" }];

    [Fact]
    public async Task Rows_are_read_as_they_were_written()
    {
        using var file = new MemoryStream(await MeasureParquet.WriteAsync(Rows, CancellationToken.None));
        Assert.Equal(Rows, await MeasureParquet.ReadAsync(file, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_rows_give_the_same_bytes() =>
        Assert.Equal(await MeasureParquet.WriteAsync(Rows, CancellationToken.None), await MeasureParquet.WriteAsync(Rows, CancellationToken.None));

    [Fact]
    public async Task A_table_without_rows_can_be_read()
    {
        using var file = new MemoryStream(await MeasureParquet.WriteAsync([], CancellationToken.None));
        Assert.Empty(await MeasureParquet.ReadAsync(file, CancellationToken.None));
    }
}
