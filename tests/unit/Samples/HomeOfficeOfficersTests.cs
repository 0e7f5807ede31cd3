namespace IncDiv.Samples.Tests;

public sealed class HomeOfficeOfficersTests
{
    [Fact]
    public async Task The_snapshot_of_2006_has_the_published_counts()
    {
        SampleTable table = await Expand(2006);
        Assert.Equal(31_326, table.Rows.Count);
        Assert.Empty(ContractCheck.Breaches("workforce", table));
        Assert.Equal(2_310, table.Count(r => table.Is(r, "ethnicity", "Asian", "Black", "Mixed", "Other")));
        Assert.Equal(56, table.Count(r => table.Is(r, "ethnicity", "NS")));
        Assert.Equal(28_960, table.Count(r => table.Is(r, "ethnicity", "White")));
        Assert.Equal(6_573, table.Count(r => table.Is(r, "sex", "F")));
        Assert.All(table.Rows, r => Assert.Equal("2006-03-31", table.Get(r, "snapshot_date")));
    }

    [Theory]
    [InlineData("Constable", 2_004)]
    [InlineData("Sergeant", 210)]
    [InlineData("Inspector", 68)]
    [InlineData("Chief Inspector", 18)]
    [InlineData("Superintendent", 6)]
    [InlineData("Chief Superintendent", 2)]
    [InlineData("Commander", 2)]
    public async Task BME_officers_of_2006_by_rank_are_the_published_ones(string rank, int officers)
    {
        SampleTable table = await Expand(2006);
        Assert.Equal(officers, table.Count(r => table.Is(r, "rank", rank) && table.Is(r, "ethnicity", "Asian", "Black", "Mixed", "Other")));
    }

    [Fact]
    public async Task The_snapshot_of_2005_is_another_one()
    {
        SampleTable table = await Expand(2005);
        Assert.Empty(ContractCheck.Breaches("workforce", table));
        Assert.NotEqual(31_326, table.Rows.Count);
        Assert.InRange(table.Rows.Count, 29_000, 33_000);
    }

    [Fact]
    public async Task A_headcount_that_is_not_a_number_is_refused()
    {
        using var data = new StringReader("header\n2006,E,M,L,Female,Constable,P,White,White,many,1");
        InvalidDataException e = await Assert.ThrowsAsync<InvalidDataException>(
            () => HomeOfficeOfficers.WriteAsync(data, 2006, Stream.Null, CancellationToken.None));
        Assert.Contains("Line 2", e.Message, StringComparison.Ordinal);
    }

    private static async Task<SampleTable> Expand(int year)
    {
        using var data = new StreamReader(Path.Combine(AppContext.BaseDirectory, "data", "home-office-met-officers-2005-2006.csv"));
        using var stream = new MemoryStream();
        int officers = await HomeOfficeOfficers.WriteAsync(data, year, stream, CancellationToken.None);
        SampleTable table = SampleTable.Read(stream.ToArray());
        Assert.Equal(officers, table.Rows.Count);
        return table;
    }
}
