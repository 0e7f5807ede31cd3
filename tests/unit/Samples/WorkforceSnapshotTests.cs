namespace IncDiv.Samples.Tests;

public sealed class WorkforceSnapshotTests
{
    private const int People = 45_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Closing_shares_are_those_of_the_strategy(ulong seed)
    {
        SampleTable table = await SampleTable.WriteAsync("workforce", "2016-17-Q4", People, seed);
        bool Closing(string[] r) => table.Is(r, "leave_date", "");
        bool Officer(string[] r) => Closing(r) && table.Is(r, "worker_type", "OFFICER");
        bool Staff(string[] r) => Closing(r) && table.Is(r, "worker_type", "STAFF", "PCSO");
        double Bme(Func<string[], bool> of) => table.Percent(table.IsBme, r => of(r) && (table.IsBme(r) || table.IsWhite(r)));
        double Female(Func<string[], bool> of) => table.Percent(r => table.Is(r, "sex", "F"), r => of(r) && table.Is(r, "sex", "F", "M", "X"));
        Assert.InRange(table.Count(Officer), 30_900, 31_100);
        Assert.Equal(13.3, Bme(Officer), 0.05);
        Assert.Equal(26.1, Female(Officer), 0.05);
        Assert.Equal(25.0, Bme(Staff), 0.05);
        Assert.Equal(55.9, Female(Staff), 0.05);
        bool Cadet(string[] r) => Closing(r) && table.Is(r, "worker_type", "CADET");
        Assert.InRange(table.Count(Cadet), 4_950, 5_050);
        Assert.Equal(50, Bme(Cadet), 0.1);
        bool Senior(string[] r) => Officer(r) && !table.Is(r, "rank", "Constable");
        Assert.True(Bme(Senior) < Bme(Officer) - 1);
        Assert.True(Female(Senior) < Female(Officer) - 1);
        Assert.Equal(
            ContractSet.Embedded.Feeds.CodeLists["rank"].Codes.Select(c => c.Code),
            table.Rows.Where(Officer).CountBy(r => table.Get(r, "rank")).OrderByDescending(g => g.Value)
                .ThenBy(g => g.Key == "Commissioner").Select(g => g.Key));
    }

    [Fact]
    public async Task People_flow_from_quarter_to_quarter_without_a_gap()
    {
        SampleTable[] year = await Year(1);
        Quarter quarter = Quarter.Parse("2016-17-Q1");
        SampleTable? before = null;
        foreach (SampleTable table in year)
        {
            var present = table.Rows.ToDictionary(r => table.Get(r, "pay_number"));
            Assert.Equal(People, present.Count);
            Assert.All(table.Rows.Where(r => !table.Is(r, "leave_date", "")), r => Assert.Equal(quarter, Quarter.Containing(table.Date(r, "leave_date"))));
            if (before is not null)
            {
                var opening = before.Rows.Where(r => before.Is(r, "leave_date", "")).ToDictionary(r => before.Get(r, "pay_number"));
                Assert.All(opening.Keys, k => Assert.Contains(k, present));
                Assert.Equal(
                    table.Rows.Where(r => Quarter.Containing(table.Date(r, "start_date")) == quarter).Select(r => table.Get(r, "pay_number")).Order(),
                    present.Keys.Except(opening.Keys).Order());
                string[] kept = ["surname", "date_of_birth", "worker_type", "start_date", "ethnicity", "sex", "disability", "ocu", "fte"];
                foreach ((string key, string[] row) in opening)
                    foreach (string column in kept)
                        Assert.Equal(before.Get(row, column), table.Get(present[key], column));
            }
            before = table;
            quarter = quarter.AddQuarters(1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Joiners_and_resignations_of_the_year_are_those_of_the_strategy(ulong seed)
    {
        SampleTable[] year = await Year(seed);
        var joiners = (Bme: 0, Known: 0);
        var resigned = (Bme: 0.0, All: 0.0);
        var strength = (Bme: 0.0, All: 0.0);
        foreach (SampleTable table in year)
        {
            Quarter quarter = Quarter.Containing(table.Date(table.Rows[0], "snapshot_date"));
            foreach (string[] row in table.Rows.Where(r => table.Is(r, "worker_type", "OFFICER")))
            {
                int bme = table.IsBme(row) ? 1 : 0;
                if (Quarter.Containing(table.Date(row, "start_date")) == quarter && (bme == 1 || table.IsWhite(row)))
                    joiners = (joiners.Bme + bme, joiners.Known + 1);
                if (table.Is(row, "leave_reason", "RESIGN"))
                    resigned = (resigned.Bme + bme, resigned.All + 1);
                if (table.Is(row, "leave_date", ""))
                    strength = (strength.Bme + bme / 4.0, strength.All + 0.25);
            }
        }
        Assert.Equal(27, 100.0 * joiners.Bme / joiners.Known, 0.5);
        Assert.Equal(1.9, 100 * resigned.Bme / strength.Bme, 0.05);
        Assert.Equal(1.8, 100 * resigned.All / strength.All, 0.05);
    }

    [Fact]
    public async Task Promotions_fill_vacancies_from_the_rank_below()
    {
        SampleTable table = await SampleTable.WriteAsync("workforce", "2016-17-Q4", People, 1);
        string[][] promoted = [.. table.Rows.Where(r => table.Is(r, "worker_type", "OFFICER") && table.Get(r, "previous_rank").Length > 0
            && Quarter.Containing(table.Date(r, "rank_start_date")) == Quarter.Parse("2016-17-Q4"))];
        Assert.InRange(promoted.Length, 60, 400);
        CodeList ranks = ContractSet.Embedded.Feeds.CodeLists["rank"];
        Assert.All(promoted, r => Assert.Equal(ranks.OrderOf(table.Get(r, "rank")) - 1, ranks.OrderOf(table.Get(r, "previous_rank"))));
    }

    [Fact]
    public async Task A_quarter_before_the_origin_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => SampleTable.BytesAsync("workforce", "2009-10-Q4", 100, 1));

    private static async Task<SampleTable[]> Year(ulong seed)
    {
        var year = new SampleTable[4];
        for (int i = 0; i < year.Length; i++)
            year[i] = await SampleTable.WriteAsync("workforce", $"2016-17-Q{i + 1}", People, seed);
        return year;
    }
}
