using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class SharedStorageTests
{
    [Fact]
    public async Task Two_instances_share_the_blobs_without_doubling_a_run()
    {
        Site site = await Site.NewAsync();
        site.Journal.Behaviour = _ => Task.Delay(50);
        using IHost first = await site.StartAsync("Any");
        using IHost second = await site.StartAsync("Any");
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"{i:00}")];
        await Parallel.ForEachAsync(names, async (name, _) => await site.DropAsync(name));
        await site.Journal.WaitForAsync(40);
        // Both instances have seen everything when each settled a later blob or saw it settled.
        await site.DropAsync("last");
        await site.Journal.WaitForAsync(41);
        await first.StopAsync();
        await second.StopAsync();
        Assert.Equal([.. names, "last"], site.Journal.Calls.Select(c => c.BlobName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_run_longer_than_the_lease_keeps_its_blob_from_the_other_instance()
    {
        Site site = await Site.NewAsync();
        site.Journal.Behaviour = _ => Task.Delay(BeyondTheLease);
        using IHost first = await site.StartAsync("Any");
        using IHost second = await site.StartAsync("Any");
        await site.DropAsync("long");
        await site.Journal.WaitForAsync(1);
        await Eventually.TrueAsync(async () => (await site.ReceiptsAsync("Any")).All(r => r.Value["status"] == "complete"), "a complete receipt");
        await first.StopAsync();
        await second.StopAsync();
        Assert.Single(site.Journal.Calls);
    }

    private static readonly TimeSpan BeyondTheLease = TimeSpan.FromSeconds(20);
}
