using IncDiv.Anonymisation.KAnonymity;
using IncDiv.Contracts.Microdata;

namespace IncDiv.Anonymisation.Tests.Microdata;

public sealed class EntropyLossTests
{
    // W1 and W2 twice each, A1 four times. Bits lost: with the groups W and A, one for each of four records;
    // with '*', two for four records and one for the other four.
    [Theory]
    [InlineData(0, 0, 0 / 12.0)]
    [InlineData(1, 0, 4 / 12.0)]
    [InlineData(1, 1, 5 / 12.0)]
    [InlineData(1, 4, 8 / 12.0)]
    [InlineData(2, 0, 12 / 12.0)]
    public void The_minimum_level_and_suppressed_cells_count(int level, int suppressed, double loss)
    {
        Hierarchy hierarchy = SmallTable.Hierarchy("h", ["W1", "W", "*"], ["W2", "W", "*"], ["A1", "A", "*"]);
        string?[][] rows = [.. new[] { "W1", "W1", "W2", "W2", "A1", "A1", "A1", "A1" }.Select(v => (string?[])[v])];
        using QuasiHistogram histogram = SmallTable.Histogram([new QuasiIdentifier("h", hierarchy, 1, MinLevel: 1)], rows);
        QuasiColumn column = histogram.Columns[0];
        column.Seal();
        var cells = new long[column.RawCounts.Count];
        cells[column.RawCode("A1")] = suppressed;

        Assert.Equal(loss, EntropyLoss.Compute(column, level, cells), 12);
    }

    [Fact]
    public void A_column_without_information_loses_nothing()
    {
        using QuasiHistogram histogram = SmallTable.Histogram([new QuasiIdentifier("h", SmallTable.Hierarchy("h", ["W1", "*"]), 1)], [["W1"], ["W1"]]);
        histogram.Columns[0].Seal();

        Assert.Equal(0, EntropyLoss.Compute(histogram.Columns[0], 1, [0, 0]));
    }
}
