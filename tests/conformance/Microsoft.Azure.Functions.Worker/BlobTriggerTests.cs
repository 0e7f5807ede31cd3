using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Azure;
using Azure.Core.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class BlobTriggerTests
{
    [Fact]
    public async Task A_blob_fires_once_however_often_its_container_is_scanned()
    {
        Site site = await Site.NewAsync();
        using IHost app = await site.StartAsync("Any");
        await site.DropAsync("first");
        await site.Journal.WaitForAsync(1);
        // Each later blob is found by a later scan, which also saw the earlier ones.
        await site.DropAsync("second");
        await site.Journal.WaitForAsync(2);
        await site.DropAsync("third");
        await site.Journal.WaitForAsync(3);
        await app.StopAsync();
        Assert.Equal(["first", "second", "third"], site.Journal.Calls.Select(c => c.BlobName));
    }

    [Fact]
    public async Task Existing_blobs_fire_on_the_first_start_in_the_order_of_their_arrival_and_not_on_the_second()
    {
        Site site = await Site.NewAsync();
        foreach (string name in new[] { "b", "a" })
        {
            await site.DropAsync(name);
            await Task.Delay(TimeSpan.FromSeconds(1.1)); // Last-Modified is counted in whole seconds.
        }
        Dictionary<string, string?> settings = site.Settings("Any");
        settings["AzureFunctionsJobHost:extensions:blobs:maxDegreeOfParallelism"] = "1";
        using (IHost app = await site.StartAsync(settings))
        {
            await site.Journal.WaitForAsync(2);
            await app.StopAsync();
        }
        Assert.Equal(["b", "a"], site.Journal.Calls.Select(c => c.BlobName));
        using (IHost app = await site.StartAsync(settings))
        {
            await site.DropAsync("c");
            await site.Journal.WaitForAsync(3);
            await app.StopAsync();
        }
        Assert.Equal(["b", "a", "c"], site.Journal.Calls.Select(c => c.BlobName));
    }

    [Fact]
    public async Task Overwriting_a_blob_fires_again_even_with_the_same_bytes()
    {
        Site site = await Site.NewAsync();
        using IHost app = await site.StartAsync("Any");
        await site.DropAsync("same", "1");
        await site.Journal.WaitForAsync(1);
        await site.DropAsync("same", "1");
        await site.Journal.WaitForAsync(2);
        await app.StopAsync();
        Assert.Equal(2, (await site.ReceiptsAsync("Any")).Count);
    }

    [Fact]
    public async Task A_container_that_does_not_exist_yet_is_found_when_it_does()
    {
        Site site = await Site.NewAsync(withBox: false);
        using IHost app = await site.StartAsync("Any");
        await site.Box.CreateAsync();
        await site.DropAsync("late");
        await site.Journal.WaitForAsync(1);
        await app.StopAsync();
    }

    [Fact]
    public async Task Tokens_are_parameters_by_name_and_only_matching_blobs_fire()
    {
        Site site = await Site.NewAsync();
        await site.DropAsync("in/pas/deep/2026.csv", "content");
        await site.DropAsync("in/pas/2026.CSV");
        await site.DropAsync("IN/pas/2026.csv");
        using IHost app = await site.StartAsync("Read", "Any");
        await site.Journal.WaitForAsync(4);
        await app.StopAsync();
        Entry read = Assert.Single(site.Journal.Calls, c => c.Function == "Read");
        Assert.Equal("content", read.Value);
        Assert.Equal(["pas/deep", "2026"], read.Tokens);
    }

    [Fact]
    public async Task An_event_grid_trigger_is_served_by_the_scan_too_and_binds_a_stream()
    {
        Site site = await Site.NewAsync();
        using IHost app = await site.StartAsync("Open");
        await site.DropAsync("streamed", "line 1");
        Assert.Equal("line 1", (await site.Journal.WaitForAsync(1))[0].Value);
        await app.StopAsync();
    }

    [Fact]
    public async Task The_receipt_has_the_official_path_and_says_complete()
    {
        Site site = await Site.NewAsync();
        using IHost app = await site.StartAsync("Any");
        await site.DropAsync("folder/name.csv");
        await site.Journal.WaitForAsync(1);
        await app.StopAsync();
        ETag version = (await site.Box.GetBlobClient("folder/name.csv").GetPropertiesAsync()).Value.ETag;
        (string path, IDictionary<string, string> metadata) = Assert.Single(await site.ReceiptsAsync("Any"));
        Assert.Equal($"blobreceipts/{site.HostId}/Host.Functions.Any/{version:H}/{site.Box.Name}/folder/name.csv", path);
        Assert.Equal("complete", metadata["status"]);
        Assert.Equal("1", metadata["attempts"]);
    }

    [Fact]
    public async Task A_blob_that_vanished_before_its_run_is_settled_without_a_run()
    {
        Site site = await Site.NewAsync();
        var hold = new TaskCompletionSource();
        site.Journal.Behaviour = _ => hold.Task;
        Dictionary<string, string?> settings = site.Settings("Any");
        settings["AzureFunctionsJobHost:extensions:blobs:maxDegreeOfParallelism"] = "1";
        await site.DropAsync("1-holds-the-only-slot");
        await site.DropAsync("2-vanishes");
        using IHost app = await site.StartAsync(settings);
        await site.Journal.WaitForAsync(1);
        await site.Box.DeleteBlobAsync("2-vanishes");
        hold.SetResult();
        await Eventually.TrueAsync(
            async () => (await site.ReceiptsAsync("Any")).Count(r => r.Value["status"] == "complete") == 2, "both receipts complete");
        await app.StopAsync();
        Assert.Single(site.Journal.Calls);
    }

    [Fact]
    public async Task A_blob_overwritten_before_its_run_runs_once_as_its_new_version()
    {
        Site site = await Site.NewAsync();
        var hold = new TaskCompletionSource();
        site.Journal.Behaviour = _ => hold.Task;
        Dictionary<string, string?> settings = site.Settings("Open");
        settings["AzureFunctionsJobHost:extensions:blobs:maxDegreeOfParallelism"] = "1";
        await site.DropAsync("1-holds-the-only-slot");
        await site.DropAsync("2-changes", "old");
        using IHost app = await site.StartAsync(settings);
        await site.Journal.WaitForAsync(1);
        await site.DropAsync("2-changes", "new");
        hold.SetResult();
        await site.Journal.WaitForAsync(2);
        await site.DropAsync("3-later");
        await site.Journal.WaitForAsync(3);
        await app.StopAsync();
        Assert.Equal(["x", "new", "x"], site.Journal.Calls.Select(c => c.Value));
    }

    [Fact]
    public async Task A_settled_container_costs_one_listing_per_scan_for_all_its_functions()
    {
        Site site = await Site.NewAsync();
        for (int i = 0; i < 3; i++)
            await site.DropAsync($"in/a/{i}.csv");
        using IHost app = await site.StartAsync("Any", "Read");
        await site.Journal.WaitForAsync(6);
        await Eventually.TrueAsync(
            async () => (await site.ReceiptsAsync("Any")).Concat(await site.ReceiptsAsync("Read")).Count(r => r.Value["status"] == "complete") == 6, "six receipts");
        var requests = new ConcurrentQueue<string>();
        using (new AzureEventSourceListener((_, message) => requests.Enqueue(message), EventLevel.Informational))
        {
            await Eventually.TrueAsync(() => AboutTheBox().Count() >= 12, "twelve requests about the container");
        }
        // The first of them may still release a receipt's lease.
        Assert.All(AboutTheBox().Skip(6), r => Assert.Contains("comp=list", r, StringComparison.Ordinal));
        await app.StopAsync();

        IEnumerable<string> AboutTheBox() =>
            requests.Where(r => r.StartsWith("Request ", StringComparison.Ordinal) && r.Contains(site.Box.Name, StringComparison.Ordinal));
    }
}
