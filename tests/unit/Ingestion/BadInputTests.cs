using System.IO.Compression;
using IncDiv.Ingestion.Receipts;
using IncDiv.Ingestion.Tests.Packed;
using IncDiv.Ingestion.Tests.Workbooks;

namespace IncDiv.Ingestion.Tests;

/// <summary>Files made to break, overload or deceive the reader, each with the expected code and remedy. For workbooks see
/// <see cref="BadWorkbookTests"/>.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task E108_a_field_of_10_MB_in_every_kind_of_file()
    {
        SampleDrop sample = new SampleDrop("pas").Rows(2).Row(("comments", new string('x', 10_000_000))).Rows(1);
        var workbook = SampleWorkbook.Of(sample.Cells);
        workbook.Parts["xl/ballast"] = Convert.ToBase64String(RandomBytes(400_000));

        Assert.Equal(4, (await ReadDrop.Of(sample)).Only("E108").Line);
        Assert.Equal(4, (await ReadDrop.Of("pas", GzipTests.Zip(sample.ToBytes(), CompressionLevel.NoCompression), file: "a.csv.gz")).Only("E108").Line);
        // No program writes a cell with so much text.
        Assert.Contains((await ReadDrop.Of("pas", workbook.ToBytes(), file: "a.xlsx")).Reading.Issues[0].Code, (string[])["E108", "E113"]);
    }

    [Fact]
    public async Task A_hundred_thousand_columns_are_counted_and_the_contracts_ones_are_read()
    {
        SampleDrop sample = new SampleDrop("pas").With([.. Enumerable.Range(0, 100_000).Select(i => $"x{i}")]).Row(("weight", "2"));

        ReadDrop drop = await ReadDrop.Of(sample);

        Assert.Equal(100_000, drop.Count("W101"));
        Assert.Equal("2", Assert.Single(drop.Rows)["weight"]);
        Assert.True(drop.Reading.ListIsCapped);
        Assert.InRange(drop.Reading.Issues.Count, 1, DropReading.MaxIssuesListed);
    }

    [Fact]
    public async Task E104_a_hundred_thousand_columns_of_one_name() =>
        Assert.Equal(100_000, (await ReadDrop.Of(new SampleDrop("pas").With([.. Enumerable.Repeat("q60", 100_000)]).Rows(1))).Count("E104"));

    [Theory]
    [InlineData(10)]
    [InlineData(3000)]
    public async Task E106_a_NUL_byte_names_its_line(int at)
    {
        byte[] bytes = new SampleDrop("pas").Rows(30).ToBytes();
        bytes[at] = 0;

        Assert.Equal(1 + bytes[..at].Count(b => b == '\n'), (await ReadDrop.Of("pas", bytes)).Only("E106").Line);
    }

    [Fact]
    public async Task Mixed_line_ends_make_no_difference_to_rows_and_lines()
    {
        string[] lines = new SampleDrop("pas").Rows(60).Row(("q60", "8")).Rows(2).ToString().TrimEnd('\n').Split('\n');
        string text = string.Concat(lines.Select((l, i) => l + (i % 3 == 0 ? "\r\n" : "\n")));

        ReadDrop drop = await ReadDrop.Of("pas", Encoding.UTF8.GetBytes(text));

        Assert.Equal(62, Assert.Single(drop.Reading.Issues).Line);
        Assert.Equal(62, drop.Rows.Count);
    }

    [Fact]
    public async Task Carriage_returns_alone_end_no_lines_and_show_nothing_of_the_rows()
    {
        ReadDrop drop =
            await ReadDrop.Of("pas", Encoding.UTF8.GetBytes(new SampleDrop("pas") { NewLine = "\r" }.Row(("respondent_id", "ZQX1")).Rows(3).ToString()));

        Assert.True(drop.Reading.Quarantined);
        Assert.DoesNotContain("ZQX", string.Join('\n', drop.Reading.Issues), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_runs_on_into_the_first_row_shows_nothing_of_it()
    {
        string text = new SampleDrop("pas").Row(("respondent_id", "ZQX1"), ("comments", "ZQX Smith")).Rows(3).ToString();

        ReadDrop drop = await ReadDrop.Of("pas", Encoding.UTF8.GetBytes(text.Remove(text.IndexOf('\n', StringComparison.Ordinal), 1)));

        Assert.True(drop.Reading.Quarantined);
        Assert.Contains("the header seems to hold values", drop.Reading.Issues[^1].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ZQX", string.Join('\n', drop.Reading.Issues), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://127.0.0.1\")")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\u202E=1+1")]
    public async Task No_cell_of_the_rejects_file_is_run_as_a_formula(string name)
    {
        ReadDrop drop = await ReadDrop.Of(
            new SampleDrop("pas").With($"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"").Row(
                ("q60", name.Replace(",", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal))));

        foreach (string line in Encoding.UTF8.GetString(RejectsCsv.Write(drop.Reading)).Split("\r\n")[1..^1])
            foreach (string cell in line.Split(','))
                Assert.False(cell.TrimStart('"').IndexOfAny(['=', '+', '-', '@']) == 0, cell);
    }

    internal static byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
