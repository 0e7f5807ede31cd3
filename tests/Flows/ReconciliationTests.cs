using Azure;
using IncDiv.Contracts.Receipts;
using IncDiv.Storage;

namespace IncDiv.Flows.Tests;

[Collection(FlowsTests.Name)]
public sealed class ReconciliationTests(FlowsFixture fixture)
{
    [Fact]
    public async Task A_drop_that_no_event_announced_is_taken_in_once_it_is_old()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, time: new LaterTime(TimeSpan.FromMinutes(11)));
        await pipeline.LandAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await pipeline.LandAsync("pas/march.csv.manifest.json", "{}"u8.ToArray());
        await pipeline.LandAsync("pass/mistyped.csv", "a"u8.ToArray());
        await pipeline.Reconciliation.RunAsync(CancellationToken.None);

        Assert.Equal(
            [("pas", DropOutcome.Accepted), ("unknown", DropOutcome.Quarantined)],
            (await pipeline.LedgerAsync()).Select(d => (d.Feed, d.Outcome)));
        IReadOnlyList<string> settled = await StorageState.OfAsync(pipeline);
        await pipeline.Reconciliation.RunAsync(CancellationToken.None);
        Assert.Equal(settled, await StorageState.OfAsync(pipeline));
    }

    [Fact]
    public async Task A_drop_that_landed_a_moment_ago_is_left_to_its_own_event()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, time: new LaterTime(TimeSpan.FromMinutes(9)));
        await pipeline.LandAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await pipeline.Reconciliation.RunAsync(CancellationToken.None);
        Assert.Empty(await pipeline.LedgerAsync());
    }

    [Fact]
    public async Task A_quarter_that_still_waits_is_announced_again()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        ETag? missed = await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None);
        await pipeline.Reconciliation.RunAsync(CancellationToken.None);

        Assert.NotEqual(missed, await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None));
        Assert.Equal(["measures/2016-17-Q4.json"], await pipeline.NamesAsync(ContainerNames.Work, "measures/"));
    }
}
