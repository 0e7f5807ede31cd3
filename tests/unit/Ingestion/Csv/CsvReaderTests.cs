using IncDiv.Ingestion.Csv;

namespace IncDiv.Ingestion.Tests.Csv;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\nc,d\n", "1:a|b 2:c|d")]
    [InlineData("a,b\r\nc,d", "1:a|b 2:c|d")]
    [InlineData("a,\n,b", "1:a| 2:|b")]
    [InlineData("\"a,1\",\"b\"\"2\"\"\"\nc,\"\"\n", "1:a,1|b\"2\" 2:c|")]
    [InlineData("\"a\nx\r\ny\",b\nc,d\n", "1:a\nx\r\ny|b 4:c|d")]
    [InlineData("\n\r\n \na,b\n\nc,d", "4:a|b 6:c|d")]
    [InlineData("\"a\"\r\n\"\"\nb\r", "1:a 3:b")]
    [InlineData(",\n , \u00A0\r\n\"\",\" \n\"\na,\n,", "5:a|")]
    [InlineData("5' 10\",b\n", "1:5' 10\"|b")]
    [InlineData("a\rb,c\n", "1:a\rb|c")]
    public async Task Text_is_split_into_records_with_the_line_they_start_on_whatever_the_buffer(string text, string expected)
    {
        for (int buffer = 1; buffer <= 64; buffer *= 2)
        {
            using var csv = new CsvReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), new IngestionLimits { BufferBytes = buffer });
            var records = new List<string>();
            while (await csv.ReadAsync(CancellationToken.None) == CsvStatus.Record)
                records.Add($"{csv.Line}:{string.Join('|', Enumerable.Range(0, csv.FieldCount).Select(i => Encoding.UTF8.GetString(csv.Field(i))))}");
            Assert.Equal(expected, string.Join(' ', records));
        }
    }

    [Fact]
    public async Task Random_tables_are_read_as_they_were_written()
    {
        var random = new Random(1);
        string[] parts = ["a", "\"", ",", "\n", "\r\n", "é", " ", "long text without end"];
        for (int trial = 0; trial < 200; trial++)
        {
            string[][] table = [.. Enumerable.Range(0, 20)
                .Select(_ => Enumerable.Range(0, 5)
                    .Select(_ => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => parts[random.Next(parts.Length)]))).ToArray())
                .Where(r => !r.All(string.IsNullOrWhiteSpace))];
            string text = string.Concat(
                table.Select(r => string.Join(',', r.Select(f => $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));

            using var csv = new CsvReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), new IngestionLimits { BufferBytes = random.Next(1, 300) });
            foreach (string[] row in table)
            {
                Assert.Equal(CsvStatus.Record, await csv.ReadAsync(CancellationToken.None));
                Assert.Equal(row, Enumerable.Range(0, csv.FieldCount).Select(i => Encoding.UTF8.GetString(csv.Field(i))));
            }
            Assert.Equal(CsvStatus.End, await csv.ReadAsync(CancellationToken.None));
        }
    }

    [Fact]
    public async Task Records_end_in_the_same_place_when_their_last_fields_are_skipped()
    {
        var random = new Random(2);
        string[] parts = ["a", "b", "\"", "\"\"", ",", ",\"", "\",", "\n", "\r\n", "\"\n", "\r", "é"];
        for (int trial = 0; trial < 3000; trial++)
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => parts[random.Next(parts.Length)])));
            (int most, byte delimiter) = (random.Next(1, 4), random.Next(4) == 0 ? (byte)'a' : (byte)',');
            var limits = new IngestionLimits { BufferBytes = random.Next(1, 40), RowBytes = random.Next(5, 100) };

            List<string> split = await ReadAllAsync(text, limits, delimiter, int.MaxValue, most);
            List<string> passedOver = await ReadAllAsync(text, limits, delimiter, most, most);

            Assert.Equal(split, passedOver);
        }
    }

    // For every record with a value: its line and first fields. Then how the reading ended.
    private static async Task<List<string>> ReadAllAsync(byte[] text, IngestionLimits limits, byte delimiter, int most, int shown)
    {
        using var csv = new CsvReader(new MemoryStream(text), limits) { Delimiter = delimiter, MaxFields = most };
        var records = new List<string>();
        CsvStatus status;
        while ((status = await csv.ReadAsync(CancellationToken.None)) == CsvStatus.Record)
        {
            string[] fields = [.. Enumerable.Range(0, Math.Min(csv.FieldCount, shown)).Select(i => Encoding.UTF8.GetString(csv.Field(i)))];
            if (fields.Any(f => !string.IsNullOrWhiteSpace(f)))
                records.Add($"{csv.Line}:{string.Join('|', fields)}");
        }
        records.Add($"{status} at {csv.Line}, in quotes: {csv.StoppedInQuotes}");
        return records;
    }

    [Theory]
    [InlineData("a,\"b\n", CsvStatus.UnbalancedQuote)]
    [InlineData("a,\"b\"c\n", CsvStatus.UnbalancedQuote)]
    [InlineData("a,\"b\" \n", CsvStatus.UnbalancedQuote)]
    [InlineData("0123456789012345678901234567890\n", CsvStatus.TooLong)]
    [InlineData("\"12345678901234567890\n12345678901\"", CsvStatus.TooLong)]
    [InlineData("01234567890123456789012345678\n", CsvStatus.Record)]
    public async Task Records_that_cannot_be_read_are_distinguished(string text, object status)
    {
        using var csv = new CsvReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), new IngestionLimits { BufferBytes = 16, RowBytes = 30 });

        Assert.Equal((CsvStatus)status, await csv.ReadAsync(CancellationToken.None));
    }
}
