using IncDiv.Contracts.Rows;
using IncDiv.Ingestion.Columns;
using IncDiv.Ingestion.Rows;

namespace IncDiv.Ingestion.Tests.Columns;

public sealed class NumberParserTests
{
    private static readonly FeedColumn Weight = ContractSet.Embedded.Feeds.Find("pas")!.Columns.First(c => c.Name == "weight");

    /// <summary>The result must equal that of the platform's parser to the last bit, for any number of digits.</summary>
    [Fact]
    public void Every_number_has_the_value_that_the_platform_gives_it()
    {
        var random = new Random(7);
        var parser = new NumberParser(Weight, decimalComma: false);
        OpenBatch batch = OpenBatch.Create(new Contracts.Quarter(2016, 4), [parser]);
        for (int trial = 0; trial < 20_000; trial++)
        {
            string whole = random.Next(1, 50).ToString(CultureInfo.InvariantCulture);
            string text = random.Next(5) == 0 ? whole : $"{whole}.{string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(10)))}";

            Assert.Equal(RowFault.None, parser.Read(Encoding.UTF8.GetBytes(text)));
            batch.Add([parser], 1);

            double value = ((NumberValues)batch.Rows.Columns[0]).Values[batch.Rows.Count - 1];
            Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(value));
            batch.Clear();
        }
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData(".")]
    [InlineData("1,5")]
    [InlineData("1 5")]
    [InlineData("x")]
    [InlineData("12a")]
    public void Text_that_is_not_a_number_is_refused(string text) =>
        Assert.Equal(RowFault.NotOfType, new NumberParser(Weight, decimalComma: false).Read(Encoding.UTF8.GetBytes(text)));
}
