using IncDiv.Ingestion.Receipts;

namespace IncDiv.Ingestion.Tests.Receipts;

public sealed class RejectsCsvTests
{
    [Fact]
    public void Issues_are_written_with_line_code_column_and_message() => Assert.Equal(
        "\uFEFFline,code,column,message\r\n12,R204,q60,\"Use 1, 2 or 3 \"\"only\"\".\"\r\n,E101,,Empty.\r\n",
        Write(new Issue("R204", 12, "q60", "Use 1, 2 or 3 \"only\"."), new Issue("E101", null, null, "Empty.")));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44", "'+44")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("a=1", "a=1")]
    public void A_cell_that_a_spreadsheet_would_run_is_neutralised(string column, string cell) =>
        Assert.Equal($"\uFEFFline,code,column,message\r\n1,W101,{cell},m\r\n", Write(new Issue("W101", 1, column, "m")));

    [Fact]
    public void A_capped_list_says_so()
    {
        DropReading reading = new(false, 0, 0, 0, [], [], [.. Enumerable.Repeat(new Issue("R207", 2, null, "m"), 1234)], []) { ListIsCapped = true };

        string text = Encoding.UTF8.GetString(RejectsCsv.Write(reading));

        Assert.EndsWith("This list stops at 1,234 issues; the receipt has the number of all by code.\"\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_header_reaches_the_file_neutralised()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").With("=cmd|'/c calc'!A1").Rows(1));

        Assert.Contains("1,W101,'=cmd|", Encoding.UTF8.GetString(RejectsCsv.Write(drop.Reading)), StringComparison.Ordinal);
    }

    private static string Write(params Issue[] issues) =>
        Encoding.UTF8.GetString(RejectsCsv.Write(new DropReading(false, 0, 0, 0, [], [], issues, [])));
}
