using IncDiv.Samples;

namespace IncDiv.Workflows.Tests;

/// <summary>The fifth feed: an action plan, which is dropped like every other file and appears in some packs.</summary>
[Collection(WorkflowsTests.Name)]
public sealed class ActionPlanTests(WorkflowsFixture fixture)
{
    [Fact]
    public async Task A_register_is_ingested_and_shown_with_its_overdue_actions()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 20));
        await pipeline.DropAsync("actions/register.csv", SampleRegister.Recommendations);
        await pipeline.MeasuredAsync(Drops.Quarter, 13.3);
        PublishedPack pack = (await pipeline.Publication.PublishAsync("audit-panel", Drops.Quarter, CancellationToken.None))!;

        string page = await pipeline.TextAsync(ContainerNames.Packs, pack.Path + "/index.html");
        Assert.Contains("12 actions, 0 of them complete and 12 overdue.", page, StringComparison.Ordinal);
        Assert.Contains("S004 Recommendation 10", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("S004 Recommendation 2", StringComparison.Ordinal) < page.IndexOf("S004 Recommendation 10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_commitments_are_accepted_without_a_rejected_row()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("actions/commitments.csv", await File.ReadAllBytesAsync(Repository.PathOf("infra/samples/registers/s003-commitments.csv")));
        DropRecord drop = Assert.Single(await pipeline.LedgerAsync());
        Assert.Equal((DropOutcome.Accepted, 66L, 0L), (drop.Outcome, drop.RowsAccepted, drop.RowsRejected));
    }

    [Fact]
    public async Task A_register_that_names_people_is_refused()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        string[] lines = Encoding.UTF8.GetString(SampleRegister.Recommendations).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await pipeline.DropAsync(
            "actions/named.csv",
            Encoding.UTF8.GetBytes(string.Join('\n', lines.Select((l, i) => l + (i == 0 ? ",owner_name" : ",Jo Doe")))));
        Assert.Equal(DropOutcome.Quarantined, Assert.Single(await pipeline.LedgerAsync()).Outcome);
    }
}
