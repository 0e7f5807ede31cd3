namespace IncDiv.Ingestion.Tests.Receipts;

public sealed class DropProfilerTests
{
    [Fact]
    public async Task A_characteristic_is_declared_if_it_is_not_blank_refused_or_not_stated()
    {
        SampleDrop sample = new SampleDrop("workforce").Rows(6)
            .Row(("ethnicity", "NS")).Row(("ethnicity", "")).Row(("ethnicity", "W4")).Row(("ethnicity", "Black"), ("sex", "PNS"));

        DropProfile profile = await SampleReceipts.ProfileOf(sample);

        Assert.Equal(new ColumnRate("ethnicity", 7, 10), profile.Declared.Single(r => r.Column == "ethnicity"));
        Assert.Equal(new ColumnRate("sex", 9, 10), profile.Declared.Single(r => r.Column == "sex"));
        Assert.Equal(
            ["ethnicity", "sex", "disability", "sexual_orientation", "religion", "gender_reassignment", "caring"],
            profile.Declared.Select(r => r.Column));
    }

    [Fact]
    public async Task A_required_question_is_answered_on_its_scale_only()
    {
        SampleDrop sample = new SampleDrop("pas").Rows(7).Row(("q60", "97")).Row(("q60", "98")).Row(("q60", "")).Row(("q62c", "99"));

        DropProfile profile = await SampleReceipts.ProfileOf(sample);

        Assert.Equal(["q60", "q62c", "q62tg", "nq135bd"], profile.Answered.Select(r => r.Column));
        Assert.Equal([8L, 10, 11, 11], profile.Answered.Select(r => r.Count));
    }

    [Fact]
    public async Task A_characteristic_that_a_rule_keeps_blank_has_no_declaration_rate() =>
        Assert.DoesNotContain("hate_strand", (await SampleReceipts.ProfileOf(new SampleDrop("victim-satisfaction").Rows(10))).Declared.Select(r => r.Column));

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 4)]
    public async Task Rates_of_fewer_than_ten_rows_are_not_kept(int rows, int rates) =>
        Assert.Equal(rates, (await SampleReceipts.ProfileOf(new SampleDrop("pas").Rows(rows))).Answered.Count);

    [Fact]
    public async Task Joiners_and_leavers_are_those_of_the_quarter_and_leavers_are_not_in_closing_strength()
    {
        SampleDrop sample = new SampleDrop("workforce").Rows(5)
            .Row(("start_date", "2017-01-01")).Row(("start_date", "2017-03-31")).Row(("start_date", "2016-12-31"))
            .Row(("leave_date", "2017-01-01"), ("leave_reason", "RESIGN")).Row(("leave_date", "2017-04-01"), ("leave_reason", "RETIRE"));

        QuarterProfile quarter = Assert.Single((await SampleReceipts.ProfileOf(sample)).Quarters);

        Assert.Equal(new QuarterProfile("2016-17-Q4", 10, new StrengthFlow(2, 1, 9)), quarter);
    }

    [Fact]
    public async Task Only_accepted_rows_count_and_each_in_its_quarter()
    {
        SampleDrop sample = new SampleDrop("pas").Rows(30).Row(("q60", "9")).Row(("interview_date", "2017-04-01"));

        DropProfile profile = await SampleReceipts.ProfileOf(sample, invited: 400);

        Assert.Equal((32L, 1L, 400L), (profile.RowsRead, profile.RowsRejected, profile.Invited!.Value));
        Assert.Equal([new QuarterProfile("2016-17-Q4", 30, null), new QuarterProfile("2017-18-Q1", 1, null)], profile.Quarters);
        Assert.All(profile.Answered, r => Assert.Equal(31, r.Base));
    }
}
