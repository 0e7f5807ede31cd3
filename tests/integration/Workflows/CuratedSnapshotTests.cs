namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class CuratedSnapshotTests(WorkflowsFixture fixture)
{
    private static readonly Feed Survey = ContractSet.Embedded.Feeds.Find("staff-survey")!;

    [Fact]
    public void The_people_invited_are_those_that_the_manifest_states_however_many() =>
        Assert.Equal(5_000_000_000, Source(Drop(5_000_000_000, Drops.Quarter)).InvitedTo(Survey, Drops.Quarter));

    [Fact]
    public void For_a_drop_that_spans_quarters_the_number_invited_per_quarter_is_unknown() =>
        Assert.Null(Source(Drop(400, Drops.Quarter.AddQuarters(-1), Drops.Quarter)).InvitedTo(Survey, Drops.Quarter));

    [Fact]
    public void Without_a_manifest_or_a_drop_the_people_invited_are_not_known()
    {
        Assert.Null(Source(Drop(null, Drops.Quarter)).InvitedTo(Survey, Drops.Quarter));
        Assert.Null(Source(Drop(400, Drops.Quarter)).InvitedTo(Survey, Drops.Quarter.AddQuarters(1)));
    }

    private CuratedSnapshot Source(DropRecord drop)
    {
        var pipeline = new Pipeline(fixture.NewAccount());
        return pipeline.Data.Of([drop]);
    }

    private static DropRecord Drop(long? invited, params Quarter[] quarters) => new(
        "staff-survey", "0123456789abcdef", "staff-survey/a.csv", "\"1\"", DateTimeOffset.UnixEpoch, DropOutcome.Accepted, 1, 10, 10, 0,
        [.. quarters.Select(q => new QuarterRows(q.ToString(), 5))], [], invited, 1, null, "");
}
