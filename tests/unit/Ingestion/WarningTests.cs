namespace IncDiv.Ingestion.Tests;

public sealed class WarningTests
{
    [Fact]
    public async Task W101_a_column_that_the_contract_lacks_is_dropped_and_named()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").With("shoe_size").Row(("shoe_size", "43")));

        Issue issue = Assert.Single(drop.Reading.Issues);
        Assert.Equal(("W101", 1L, "shoe_size"), (issue.Code, issue.Line!.Value, issue.Column));
        Assert.Contains("was dropped. If it is needed, correct its name", issue.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("shoe_size", drop.Rows[0].Keys);
    }

    [Theory]
    [InlineData("commentsZQX")]
    [InlineData("comZQXments")]
    [InlineData("comments ZQX")]
    public async Task W101_a_name_much_like_a_missing_one_may_hold_a_value_so_the_missing_one_is_named(string name)
    {
        Issue issue = Assert.Single((await ReadDrop.Of(new SampleDrop("pas").Without("comments").With(name).Rows(1))).Reading.Issues);

        Assert.Equal(("W101", null), (issue.Code, issue.Column));
        Assert.Contains(
            "is not in the pas contract and was dropped, but its name is similar to that of the missing column 'comments'",
            issue.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task W101_a_name_that_may_be_a_value_in_the_place_of_a_missing_column_is_not_shown()
    {
        Issue issue = Assert.Single((await ReadDrop.Of(new SampleDrop("pas").Without("ward").With("ZQX").Rows(1))).Reading.Issues);

        Assert.Equal(("W101", null), (issue.Code, issue.Column));
        Assert.Contains("is not in the pas contract and was dropped. Its name is not shown", issue.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ZQX", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task W101_a_column_without_a_name_is_reported_by_its_position()
    {
        IEnumerable<string> lines = new SampleDrop("pas").Rows(1).ToString().TrimEnd().Split('\n').Select(l => $",{l}\n");
        ReadDrop drop = await ReadDrop.Of("pas", Encoding.UTF8.GetBytes(string.Concat(lines)));
        Assert.Contains("Column 1 has no name", Assert.Single(drop.Reading.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task W102_codes_taken_as_unknown_are_counted_and_stored_as_not_stated()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").Rows(1).Row(("ethnicity", "W4")).Row(("ethnicity", "z1")).Rows(1));

        Issue issue = Assert.Single(drop.Reading.Issues);
        Assert.Equal(("W102", 3L, "ethnicity"), (issue.Code, issue.Line!.Value, issue.Column));
        Assert.Contains("has 2 values that the code list 'ethnicity' treats as not stated", issue.Message, StringComparison.Ordinal);
        Assert.Equal(2, drop.Count("W102"));
        Assert.Equal(["W1", null, null, "W1"], drop.Rows.Select(r => r["ethnicity"]));
    }

    [Fact]
    public async Task W103_a_file_in_Windows_1252_is_read_as_such()
    {
        byte[] bytes = Encoding.Latin1.GetBytes(new SampleDrop("workforce").Row(("business_group", "Caf\u00E9 d\u0092Or")).ToString());

        ReadDrop drop = await ReadDrop.Of("workforce", bytes);

        Assert.Equal("W103", Assert.Single(drop.Reading.Issues).Code);
        Assert.Contains("export as CSV UTF-8 next time", drop.Reading.Issues[0].Message, StringComparison.Ordinal);
        Assert.Equal("Café d’Or", drop.Rows[0]["business_group"]);
    }

    [Theory]
    [InlineData(1_048_570)]
    [InlineData(1_048_571)]
    [InlineData(1_048_572)]
    [InlineData(1_048_573)]
    public async Task A_character_across_the_chunks_of_the_encoding_scan_is_still_UTF_8(int before)
    {
        string header = new SampleDrop("workforce").ToString();
        string row = new SampleDrop("workforce").Row(("business_group", "Zoë€😀")).ToString()[header.Length..];
        string padding = new('\n', before - header.Length - row.IndexOf("Zoë", StringComparison.Ordinal));

        ReadDrop drop = await ReadDrop.Of("workforce", Encoding.UTF8.GetBytes(header + padding + row));

        Assert.Empty(drop.Reading.Issues);
        Assert.Equal("Zoë€😀", drop.Rows[0]["business_group"]);
    }

    [Fact]
    public async Task A_weight_that_is_blank_in_every_row_is_one_with_a_warning()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("pas").Row(("weight", "")).Row(("weight", " ")));

        Assert.Contains("blank in every row, so 1 was used", drop.Only("W102").Message, StringComparison.Ordinal);
        Assert.Equal(["1", "1"], drop.Rows.Select(r => r["weight"]));
    }

    [Fact]
    public async Task A_weight_column_that_is_absent_is_one_with_a_warning()
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop("victim-satisfaction").Without("weight").Rows(1));

        Assert.Contains("absent, so 1 was used", drop.Only("W102").Message, StringComparison.Ordinal);
        Assert.Equal("1", drop.Rows[0]["weight"]);
    }

    [Theory]
    [InlineData("pas")]
    [InlineData("staff-survey")]
    public async Task A_weight_that_is_blank_in_some_rows_is_missing_there_even_in_the_first(string feed)
    {
        ReadDrop drop = await ReadDrop.Of(new SampleDrop(feed).Row(("weight", "")).Rows(30).Row(("weight", "")).Rows(30));

        Assert.Equal([("R201", 2L, "weight"), ("R201", 33L, "weight")], drop.Reading.Issues.Select(i => (i.Code, i.Line!.Value, i.Column!)));
        Assert.Contains("Fill it in every row, or leave it blank in all: then 1 is used.", drop.Reading.Issues[0].Message, StringComparison.Ordinal);
    }
}
