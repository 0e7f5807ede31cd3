namespace IncDiv.Packs.Tests;

public sealed class MeasuresCsvTests
{
    // Copied by hand from outputs.md section 2: consumers depend on these names and their order.
    private const string Header =
        "quarter,period_start,period_end,window,measure_id,measure_name,feed,breakdown,group,comparator,statistic,unit,value,lower,upper,n,n_effective,p_value,"
        + "significance,symbol,polarity,benchmark,target,benchmark_source,status,variation,assurance,edition,catalogue_version,p_adjusted,note";

    private static readonly MeasureRow Row = SampleRows.Pas("PAS-05", "Trust the Met", "ethnicity", "Black", 62.8, 2.4, 1690);

    [Fact]
    public void The_header_is_the_published_one() => Assert.Equal(Header + "\n", Write());

    [Fact]
    public void A_row_is_written_in_the_order_of_the_header() =>
        Assert.Equal(
            "2026-27-Q2,2025-10-01,2026-09-30,rolling-4q,PAS-05,Trust the Met,pas,ethnicity,Black,,level,percent,62.8,60.4,65.2,1690,1183,,"
                + ",u,up,,72,,no target,,,1,3f6c1d2e,,",
            Write(Row with { Lower = 60.4, Upper = 65.2, NEffective = 1183, Symbol = Symbols.SmallBase, Target = 72 }).Split('\n')[1]);

    [Theory]
    [InlineData("Hate crime, all", "\"Hate crime, all\"")]
    [InlineData("the \"Met\"", "\"the \"\"Met\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("<6m", "<6m")]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("@x,y", "\"'@x,y\"")]
    public void Labels_are_quoted_by_RFC_4180_and_never_run_as_a_formula(string label, string cell) =>
        Assert.Contains($",ethnicity,{cell},,level,", Write(Row with { Group = label }), StringComparison.Ordinal);

    [Fact]
    public void Numbers_read_back_exactly()
    {
        var random = new Random(7);
        double[] values =
            [.. Enumerable.Range(0, 200).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12))), 0.1 + 0.2, 79.4 - 71.6, double.Epsilon];
        string[] lines = Write([.. values.Select(v => Row with { Value = v })]).Split('\n');
        Assert.Equal(values, lines.Skip(1).Take(values.Length).Select(l => double.Parse(l.Split(',')[12], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Bytes_are_UTF_8_without_a_mark_and_lines_end_with_LF()
    {
        byte[] bytes = MeasuresCsv.Write([Row with { Group = "Noël" }]);
        Assert.Equal((byte)'q', bytes[0]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.Contains("Noël", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    private static string Write(params IReadOnlyList<MeasureRow> rows) => Encoding.UTF8.GetString(MeasuresCsv.Write(rows));
}
