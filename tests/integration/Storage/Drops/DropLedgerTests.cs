namespace IncDiv.Storage.Tests.Ledger;

[Collection(StorageTests.Name)]
public sealed class DropLedgerTests(StorageFixture fixture)
{
    private readonly DropLedger _ledger = new(fixture.Storage);

    [Fact]
    public async Task A_drop_is_read_as_it_was_recorded()
    {
        DropRecord drop = Drop("ledger-a", "1111111111111111");
        await _ledger.RecordAsync(drop, CancellationToken.None);
        AssertSame(drop, (await _ledger.FindAsync(drop.Feed, drop.Id, CancellationToken.None))!);
        Assert.Null(await _ledger.FindAsync(drop.Feed, "2222222222222222", CancellationToken.None));
    }

    [Fact]
    public async Task A_later_state_replaces_an_earlier_one()
    {
        DropRecord drop = Drop("ledger-b", "1111111111111111");
        await _ledger.RecordAsync(drop, CancellationToken.None);
        await _ledger.RecordAsync(drop with { Outcome = DropOutcome.Superseded }, CancellationToken.None);
        DropRecord only = Assert.Single(await _ledger.ListAsync("ledger-b", CancellationToken.None));
        Assert.Equal(DropOutcome.Superseded, only.Outcome);
    }

    [Fact]
    public async Task Superseding_a_drop_and_completing_it_do_not_undo_each_other()
    {
        DropRecord drop = Drop("ledger-d", "1111111111111111");
        await _ledger.RecordAsync(drop, CancellationToken.None);
        await Task.WhenAll(
            _ledger.SupersedeAsync(drop.Feed, drop.Id, CancellationToken.None),
            _ledger.MarkAsync(drop.Feed, drop.Id, finished: true, CancellationToken.None));
        AssertSame(drop with { Outcome = DropOutcome.Superseded, Finished = true }, (await _ledger.FindAsync(drop.Feed, drop.Id, CancellationToken.None))!);
    }

    [Fact]
    public async Task Marking_a_deleted_row_does_not_create_it_again()
    {
        await _ledger.MarkAsync("ledger-e", "1111111111111111", finished: true, CancellationToken.None);
        Assert.Empty(await _ledger.ListAsync("ledger-e", CancellationToken.None));
    }

    [Fact]
    public void A_drop_covers_the_quarters_of_its_rows()
    {
        DropRecord drop = Drop("ledger-c", "1111111111111111");
        Assert.True(drop.Covers(Quarter.Parse("2016-17-Q3")));
        Assert.False(drop.Covers(Quarter.Parse("2016-17-Q2")));
    }

    private static DropRecord Drop(string feed, string id) => new(
        feed, id, $"{feed}/January \u2013 March.csv", "\"0x8D\"", new DateTimeOffset(2017, 4, 3, 9, 30, 0, TimeSpan.Zero), DropOutcome.Accepted,
        123_456, 3_200, 3_190, 10, [new QuarterRows("2016-17-Q3", 90), new QuarterRows("2016-17-Q4", 3_100)],
        [new IssueCount("R204", 10), new IssueCount("W101", 1)], 16_000, 1, null, "Accepted.");

    private static void AssertSame(DropRecord expected, DropRecord actual)
    {
        Assert.Equal(expected.Quarters, actual.Quarters);
        Assert.Equal(expected.Counts, actual.Counts);
        Assert.Equal(expected with { Quarters = actual.Quarters, Counts = actual.Counts }, actual);
    }
}
