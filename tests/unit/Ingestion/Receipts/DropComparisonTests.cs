using IncDiv.Ingestion.Receipts;

namespace IncDiv.Ingestion.Tests.Receipts;

public sealed class DropComparisonTests
{
    [Fact]
    public void Without_a_last_drop_nothing_is_compared()
    {
        DropComparison compared = DropComparison.Compare(Profile(100), null);

        Assert.Empty(compared.Lines);
        Assert.Empty(compared.Warnings);
    }

    [Theory]
    [InlineData(1000, 1300, false)]
    [InlineData(1000, 1301, true)]
    [InlineData(1000, 700, false)]
    [InlineData(1000, 699, true)]
    public void W105_the_size_moved_by_more_than_30_percent(long last, long now, bool warned)
    {
        DropComparison compared = DropComparison.Compare(Profile(now), Profile(last));

        Assert.Equal(warned, compared.Warnings.Any(w => w.Code == "W105"));
        Assert.Equal(warned ? "W105" : null, compared.Lines[0].Warning);
    }

    [Fact]
    public void The_size_is_that_of_a_quarter()
    {
        DropProfile year = Profile(4000) with { Quarters = [Rows("2015-16-Q4"), Rows("2016-17-Q1"), Rows("2016-17-Q2"), Rows("2016-17-Q3")] };

        DropComparison compared = DropComparison.Compare(Profile(1100), year);

        Assert.Equal(new ComparisonLine("Rows read per quarter", "1,000", "1,100", "+10 %", null), compared.Lines[0]);
    }

    // The previous quarter had 1,000 rows. This quarter has the rows of earlier drops plus those of this drop.
    [Theory]
    [InlineData(0, 80, null, "so far, against 2016-17-Q3|1,000|80|−92 %")]
    [InlineData(1220, 80, null, "so far, against 2016-17-Q3|1,000|1,300|+30 %")]
    [InlineData(1221, 80, "W105", "so far, against 2016-17-Q3|1,000|1,301|+30.1 %")]
    public void W105_of_drops_that_add_up_the_quarters_are_compared(long others, long now, string? warning, string line)
    {
        QuarterRows[] before =
        [
            new("2016-17-Q3", 600), new("2016-17-Q3", 400), .. others > 0 ? [new QuarterRows("2016-17-Q4", others)] : Array.Empty<QuarterRows>(),
        ];

        ComparisonLine size = DropComparison.Compare(Of(now, "2016-17-Q4"), Profile(1000), before).Lines[0];

        Assert.Equal(($"Rows accepted for 2016-17-Q4 {line}", warning), ($"{size.Fact}|{size.Last}|{size.Now}|{size.Change}", size.Warning));
    }

    [Theory]
    [InlineData(700, null)]
    [InlineData(699, "W105")]
    public void W105_a_quarter_that_shrank_shows_once_the_next_begins(long shrunk, string? warning)
    {
        QuarterRows[] before = [new("2016-17-Q2", 1000), new("2016-17-Q3", shrunk)];

        DropComparison first = DropComparison.Compare(Of(50, "2016-17-Q4"), Profile(1000), before);
        DropComparison second = DropComparison.Compare(Of(50, "2016-17-Q4"), Profile(1000), [.. before, new QuarterRows("2016-17-Q4", 50)]);

        Assert.Equal("Rows accepted for 2016-17-Q3, against 2016-17-Q2", first.Lines[0].Fact);
        Assert.Equal(warning, first.Lines[0].Warning);
        Assert.DoesNotContain(second.Lines, l => l.Fact.Contains("2016-17-Q2", StringComparison.Ordinal));
        Assert.Equal(
            warning is null ? 0 : 1,
            first.Warnings.Count(w => w.Message.StartsWith("The drops of 2016-17-Q3 have 699 rows together", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(900, 800, false)]
    [InlineData(900, 799, true)]
    [InlineData(799, 900, true)]
    public void W104_a_rate_moved_by_more_than_10_points(long last, long now, bool warned)
    {
        DropComparison declared =
            DropComparison.Compare(Profile(1000) with { Declared = [new("sex", now, 1000)] }, Profile(1000) with { Declared = [new("sex", last, 1000)] });
        DropComparison answered =
            DropComparison.Compare(Profile(1000) with { Answered = [new("q60", now, 1000)] }, Profile(1000) with { Answered = [new("q60", last, 1000)] });

        Assert.Equal(warned ? [("W104", "sex")] : [], declared.Warnings.Select(w => (w.Code, w.Column!)));
        Assert.Equal(warned ? [("W104", "q60")] : [], answered.Warnings.Select(w => (w.Code, w.Column!)));
    }

    [Fact]
    public void W104_the_message_says_what_moved_and_what_to_check()
    {
        DropComparison compared = DropComparison.Compare(
            Profile(1000) with { Declared = [new("ethnicity", 612, 1000)] },
            Profile(1000) with { Declared = [new("ethnicity", 915, 1000)] });

        Assert.Equal(new ComparisonLine("ethnicity stated", "91.5 %", "61.2 %", "−30.3 points", "W104"), compared.Lines[^1]);
        Assert.StartsWith(
            "Column 'ethnicity': 61.2 % of the rows state it; in the last accepted drop it was 91.5 % (−30.3 points). Check that",
            Assert.Single(compared.Warnings).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void W104_the_response_rate_counts_where_both_manifests_say_who_was_invited()
    {
        DropProfile last = Profile(600) with { Invited = 1000 }, now = Profile(480) with { Invited = 1000 };

        Assert.Contains(DropComparison.Compare(now, last).Warnings, w => w is { Code: "W104", Column: null });
        Assert.DoesNotContain(DropComparison.Compare(now, last with { Invited = null }).Lines, l => l.Fact == "Response rate");
    }

    [Fact]
    public void A_rate_that_only_one_drop_has_is_left_out() => Assert.Equal(
        2,
        DropComparison.Compare(
            Profile(1000) with { Declared = [new("sex", 9, 1000)] },
            Profile(1000) with { Declared = [new("caring", 900, 1000)] }).Lines.Count);

    [Theory]
    [InlineData(1000, 50, 30, 1020, false)]
    [InlineData(1000, 50, 30, 1019, true)]
    [InlineData(1000, 0, 0, 1001, true)]
    public void W106_opening_with_joiners_without_leavers_is_closing(long opening, long joiners, long leavers, long closing, bool warned)
    {
        DropProfile last = Profile(1000) with { Quarters = [new("2016-17-Q3", 1000, new StrengthFlow(0, 0, opening))] };
        DropProfile now = Profile(1000) with { Quarters = [new("2016-17-Q4", 1000, new StrengthFlow(joiners, leavers, closing))] };

        DropComparison compared = DropComparison.Compare(now, last);

        Assert.Equal(warned ? "W106" : null, compared.Lines[^1].Warning);
        Assert.Equal(warned, compared.Warnings.Any(w => w.Code == "W106" && w.Message.Contains($"{closing:N0} people are in post", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_strength_is_reconciled_only_with_the_quarter_before()
    {
        DropProfile last = Profile(1000) with { Quarters = [new("2016-17-Q2", 1000, new StrengthFlow(0, 0, 7))] };
        DropProfile now = Profile(1000) with { Quarters = [new("2016-17-Q4", 1000, new StrengthFlow(0, 0, 1000))] };

        Assert.DoesNotContain(DropComparison.Compare(now, last).Lines, l => l.Fact.StartsWith("Closing", StringComparison.Ordinal));
    }

    private static DropProfile Profile(long rows) => new(rows, 0, [], [], [Rows("2016-17-Q4")], null);

    private static DropProfile Of(long rows, string quarter) => Profile(rows) with { Quarters = [new(quarter, rows, null)] };

    private static QuarterProfile Rows(string quarter) => new(quarter, 1000, null);
}
