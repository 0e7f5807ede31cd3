using IncDiv.Ingestion.Columns;
using IncDiv.Ingestion.Csv;
using IncDiv.Ingestion.Rows;

namespace IncDiv.Ingestion.Tests.Rows;

public sealed class RepeatedKeysTests
{
    private static readonly Feed Pas = ContractSet.Embedded.Feeds.Find("pas")!;

    [Theory]
    [InlineData("respondent_id\n1\n2\n1\n1\n3\n2\n", 0, "1 1 2")]
    [InlineData("name,respondent_id,answer\nx,1,\"1\n2\"\ny,2,\nz\n,1,9\n", 1, "1")]
    [InlineData("respondent_id,name\na1,\n A1 ,\"a1\"\n,\n,x\n", 0, "A1")]
    [InlineData("respondent_id\n1\n2\n", 0, "")]
    [InlineData("respondent_id\n", 0, "")]
    public async Task Rows_with_a_repeated_key_are_found_in_order(string text, int field, string expected)
    {
        RepeatedKeys repeated = await FindAsync(text);

        Assert.Equal(expected, string.Join(' ', (await KeysAsync(text, field)).Where(k => repeated.OccurredBefore(Encoding.UTF8.GetBytes(k)))));
    }

    [Fact]
    public async Task Text_after_an_unclosed_quote_is_not_searched()
    {
        RepeatedKeys repeated = await FindAsync("respondent_id,name\n1,\n2,\"x\n1,\n2,\n");

        Assert.False(repeated.OccurredBefore("1"u8) | repeated.OccurredBefore("1"u8));
    }

    private static async Task<RepeatedKeys> FindAsync(string text)
    {
        using CsvReader csv = Open(text);
        DropHeader? header = await DropHeader.ReadAsync(Pas, csv, new IngestionLimits(), new IssueLog(0), CancellationToken.None);
        return await RepeatedKeys.FindAsync(csv, text.Length, header!, Pas.Key, CancellationToken.None);
    }

    private static async Task<List<string>> KeysAsync(string text, int field)
    {
        using CsvReader csv = Open(text);
        var parser = new KeyParser(Pas.Key);
        var keys = new List<string>();
        await csv.ReadAsync(CancellationToken.None);
        while (await csv.ReadAsync(CancellationToken.None) == CsvStatus.Record)
            if (field < csv.FieldCount && parser.Read(Utf8Text.Trim(csv.Field(field))) == RowFault.None && !parser.IsBlank)
                keys.Add(Encoding.UTF8.GetString(parser.Key));
        return keys;
    }

    private static CsvReader Open(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)), new IngestionLimits { BufferBytes = 4 });
}
