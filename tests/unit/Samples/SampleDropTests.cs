namespace IncDiv.Samples.Tests;

public sealed class SampleDropTests
{
    public static TheoryData<string, string, int> Drops
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (string feed in (string[])["pas", "staff-survey", "victim-satisfaction", "workforce"])
                foreach (string quarter in (string[])["2016-17-Q1", "2016-17-Q4", "2019-20-Q4", "2026-27-Q2"])
                    foreach (int rows in (int[])[0, 1, 7, 100, 3_000])
                        data.Add(feed, quarter, rows);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Drops))]
    public async Task Every_row_keeps_the_contract_of_its_feed(string feed, string quarter, int rows)
    {
        SampleTable table = await SampleTable.WriteAsync(feed, quarter, rows, 1);
        Assert.Equal(rows, table.Rows.Count);
        Assert.Empty(ContractCheck.Breaches(feed, table));
        string period = ContractSet.Embedded.Feeds.Find(feed)!.Period.Name;
        Assert.All(table.Rows, r => Assert.Equal(quarter, Quarter.Containing(table.Date(r, period)).ToString()));
    }

    [Theory]
    [InlineData("pas")]
    [InlineData("victim-satisfaction")]
    [InlineData("staff-survey")]
    [InlineData("workforce")]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_does_not(string feed)
    {
        byte[] first = await SampleTable.BytesAsync(feed, "2016-17-Q3", 2_000, 5);
        Assert.Equal(first, await SampleTable.BytesAsync(feed, "2016-17-Q3", 2_000, 5));
        Assert.NotEqual(first, await SampleTable.BytesAsync(feed, "2016-17-Q3", 2_000, 6));
    }

    [Theory]
    [InlineData("pas", "R201 R202 R203 R204 R205 R206 R207 R208")]
    [InlineData("victim-satisfaction", "R201 R202 R203 R204 R205 R206 R207 R208")]
    [InlineData("staff-survey", "R201 R202 R203 R204 R205 R207")]
    [InlineData("workforce", "R201 R202 R203 R204 R205 R206 R207")]
    public async Task Bad_rows_break_the_rule_whose_code_the_summary_states(string feed, string codes)
    {
        using var stream = new MemoryStream();
        IReadOnlyDictionary<string, int> bad = await SampleDrop.WriteAsync(
            ContractSet.Embedded.Feeds.Find(feed)!, Quarter.Parse("2016-17-Q4"), 20_000, 3, new SampleOptions(BadRows: 0.02), stream, CancellationToken.None);
        Assert.Equal(codes.Split(' '), bad.Keys);
        Assert.InRange(bad.Values.Sum(), 320, 480);
        var found = ContractCheck.Breaches(feed, SampleTable.Read(stream.ToArray())).CountBy(b => b[..4]).ToDictionary();
        Assert.Equal(bad, found);
    }

    [Fact]
    public async Task Drops_of_one_feed_and_quarter_under_two_seeds_share_no_key()
    {
        SampleTable first = await SampleTable.WriteAsync("pas", "2016-17-Q4", 3_200, 1);
        SampleTable second = await SampleTable.WriteAsync("pas", "2016-17-Q4", 3_200, 2);
        Assert.Empty(first.Rows.Select(r => r[0]).Intersect(second.Rows.Select(r => r[0])));
    }

    [Fact]
    public async Task Comments_hold_commas_quotes_and_line_breaks_and_can_be_left_out()
    {
        SampleTable table = await SampleTable.WriteAsync("victim-satisfaction", "2016-17-Q4", 3_000, 1, new SampleOptions(Comments: 0.2));
        string[] comments = [.. table.Rows.Select(r => table.Get(r, "comments")).Where(c => c.Length > 0)];
        Assert.InRange(comments.Length, 500, 700);
        Assert.Contains(comments, c => c.Contains(',') && c.Contains('"') && c.Contains("\r\n", StringComparison.Ordinal));
        table = await SampleTable.WriteAsync("victim-satisfaction", "2016-17-Q4", 3_000, 1, new SampleOptions(Comments: 0));
        Assert.All(table.Rows, r => Assert.Equal("", table.Get(r, "comments")));
    }

    [Fact]
    public async Task Personal_details_can_be_impossible_ones()
    {
        SampleTable people = await SampleTable.WriteAsync("workforce", "2016-17-Q4", 2_000, 1);
        Assert.All(people.Rows, r => Assert.EndsWith("@example.invalid", people.Get(r, "email"), StringComparison.Ordinal));
        Assert.All(people.Rows, r => Assert.Matches("^ZZ[0-9]{1,2} [0-9]ZZ$", people.Get(r, "home_postcode")));
        SampleTable victims = await SampleTable.WriteAsync("victim-satisfaction", "2016-17-Q4", 2_000, 1);
        Assert.All(victims.Rows, r => Assert.Matches("^(020 7946 0[0-9]{3}|07700 900[0-9]{3})$", victims.Get(r, "phone")));
    }
}
