using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class PoisonTests
{
    [Fact]
    public async Task Five_tries_with_ids_of_their_own_then_a_poison_message_then_the_poison_function()
    {
        Site site = await Site.NewAsync();
        site.Journal.Behaviour = call => call.Function == "Any" ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        using IHost app = await site.StartAsync("Any", "Poison");
        await site.DropAsync("bad.csv");
        await Eventually.TrueAsync(() => PoisonOf(site).Any(), "the poison function");
        await app.StopAsync();

        Entry[] tries = [.. site.Journal.Calls.Where(c => c.Function == "Any")];
        Assert.Equal(5, tries.Length);
        Assert.Equal(5, tries.Select(c => c.Context.InvocationId).Distinct().Count());
        Assert.All(tries, c => Assert.Null(c.Context.RetryContext));
        (_, IDictionary<string, string> receipt) = Assert.Single(await site.ReceiptsAsync("Any"));
        Assert.Equal("complete", receipt["status"]);
        Assert.Equal("5", receipt["attempts"]);

        JsonElement message = Assert.Single(PoisonOf(site));
        ETag version = (await site.Box.GetBlobClient("bad.csv").GetPropertiesAsync()).Value.ETag;
        Assert.Equal(["Type", "FunctionId", "BlobType", "ContainerName", "BlobName", "ETag"], message.EnumerateObject().Select(p => p.Name));
        Assert.Equal("BlobTrigger", message.GetProperty("Type").GetString());
        Assert.Equal("Host.Functions.Any", message.GetProperty("FunctionId").GetString());
        Assert.Equal("BlockBlob", message.GetProperty("BlobType").GetString());
        Assert.Equal(site.Box.Name, message.GetProperty("ContainerName").GetString());
        Assert.Equal("bad.csv", message.GetProperty("BlobName").GetString());
        Assert.Equal(version.ToString("H"), message.GetProperty("ETag").GetString());
    }

    [Fact]
    public async Task A_poisoned_blob_runs_again_only_when_it_is_overwritten()
    {
        Site site = await Site.NewAsync();
        site.Journal.Behaviour = call => (string)call.Value! == "bad" ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        Dictionary<string, string?> settings = site.Settings("Open");
        settings["AzureFunctionsJobHost:extensions:blobs:poisonBlobThreshold"] = "2";
        using IHost app = await site.StartAsync(settings);
        await site.DropAsync("drop", "bad");
        await site.Journal.WaitForAsync(2);
        await site.DropAsync("other", "good");
        await site.Journal.WaitForAsync(3);
        await site.DropAsync("drop", "good");
        await site.Journal.WaitForAsync(4);
        await app.StopAsync();
        Assert.Equal(["bad", "bad", "good", "good"], site.Journal.Calls.Select(c => c.Value));
    }

    [Fact]
    public async Task A_blob_whose_last_try_killed_the_process_is_poisoned_without_another_run()
    {
        Site site = await Site.NewAsync();
        await site.Host.CreateIfNotExistsAsync();
        await site.DropAsync("killer");
        ETag version = (await site.Box.GetBlobClient("killer").GetPropertiesAsync()).Value.ETag;
        await site.Host.GetBlobClient($"blobreceipts/{site.HostId}/Host.Functions.Any/{version:H}/{site.Box.Name}/killer").UploadAsync(
            BinaryData.Empty, new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["status"] = "incomplete", ["attempts"] = "5" } });
        using IHost app = await site.StartAsync("Any", "Poison");
        await Eventually.TrueAsync(() => PoisonOf(site).Any(), "the poison function");
        await app.StopAsync();
        Assert.DoesNotContain(site.Journal.Calls, c => c.Function == "Any");
    }

    [Fact]
    public async Task A_queue_message_is_deleted_after_success()
    {
        Site site = await Site.NewAsync();
        await site.Host.CreateIfNotExistsAsync();
        using IHost app = await site.StartAsync("Listen");
        await site.Host.UploadBlobAsync($"queues/{site.Queue}/1.json", BinaryData.FromString("hello"));
        Entry call = (await site.Journal.WaitForAsync(1))[0];
        await Eventually.TrueAsync(async () => (await NamesAsync(site, site.Queue)).Count == 0, "an empty queue");
        await app.StopAsync();
        Assert.Equal("hello", call.Value);
        Assert.Equal("hello", call.Data["QueueTrigger"]);
        Assert.Equal("1", call.Data["DequeueCount"]);
    }

    [Fact]
    public async Task A_queue_message_that_fails_five_times_moves_to_the_poison_queue_of_its_queue()
    {
        Site site = await Site.NewAsync();
        await site.Host.CreateIfNotExistsAsync();
        site.Journal.Behaviour = _ => throw new InvalidOperationException("broken");
        using IHost app = await site.StartAsync("Listen");
        await site.Host.UploadBlobAsync($"queues/{site.Queue}/1.json", BinaryData.FromString("hello"));
        await Eventually.TrueAsync(async () => (await NamesAsync(site, $"{site.Queue}-poison")).Count == 1, "a poison message");
        await Eventually.TrueAsync(async () => (await NamesAsync(site, site.Queue)).Count == 0, "an empty queue");
        await app.StopAsync();
        Assert.Equal(5, site.Journal.Calls.Count);
        Assert.Equal("hello", (await site.Host.GetBlobClient($"queues/{site.Queue}-poison/1.json").DownloadContentAsync()).Value.Content.ToString());
    }

    // The poison queue is one for all containers of the account, so other tests' messages may come along.
    private static IEnumerable<JsonElement> PoisonOf(Site site) =>
        site.Journal.Calls.Where(c => c.Function == "Poison").Select(c => JsonElement.Parse((string)c.Value!))
            .Where(m => m.GetProperty("ContainerName").GetString() == site.Box.Name);

    private static async Task<List<string>> NamesAsync(Site site, string queue)
    {
        var names = new List<string>();
        await foreach (BlobItem blob in site.Host.GetBlobsAsync(prefix: $"queues/{queue}/"))
            names.Add(blob.Name);
        return names;
    }
}
