using System.Collections.Concurrent;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using IncDiv.Host.Http;
using IncDiv.Local;

namespace IncDiv.Host.Tests;

/// <summary>The built app in the host, with one account for its data and another for the host.</summary>
public sealed class AppFixture : IAsyncLifetime
{
    private readonly AzuriteProcess?[] _emulators = new AzuriteProcess?[2];

    internal string Data => _emulators[0]!.ConnectionString;

    internal string Host => _emulators[1]!.ConnectionString;

    internal FunctionsProcess App { get; private set; } = null!;

    internal ConcurrentQueue<string> Log { get; } = new();

    public async Task InitializeAsync()
    {
        for (int i = 0; i < 2; i++)
            _emulators[i] = await AzuriteProcess.StartAsync(null, CancellationToken.None);
        App = await StartAsync();
        await App.WatchAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        foreach (AzuriteProcess? emulator in _emulators)
            await emulator!.DisposeAsync();
    }

    internal Task<FunctionsProcess> StartAsync(params (string Name, string? Value)[] changes)
    {
        var settings = HostProcess.Settings(
            Data,
            [("AzureWebJobsStorage", Host), ("AzureFunctionsJobHost__extensions__queues__maxPollingInterval", "00:00:01"), .. changes]);
        return FunctionsProcess.StartAsync(
            AppContext.BaseDirectory, Data, settings.ToDictionary(s => s.Key, s => s.Value!), Log.Enqueue, CancellationToken.None);
    }
}

public sealed class AppTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task An_endpoint_accepts_its_own_key_the_host_key_and_the_master_key_and_no_other()
    {
        HostKeys keys = await KeysAsync();
        foreach (string key in new[] { keys.Function("GetHealth"), keys.Host, keys.Master })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, "api/health", key));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, $"api/health?code={key}", null));
        }
        foreach (string? key in new[] { keys.Function("GetDrop"), keys.BlobEvents, "", null })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, "api/health", key));
    }

    [Fact]
    public async Task The_webhook_accepts_its_own_key_and_the_master_key_and_not_those_of_functions()
    {
        HostKeys keys = await KeysAsync();
        const string Webhook = "runtime/webhooks/blobs?functionName=Host.Functions.IngestPas";
        foreach (string key in new[] { keys.Host, keys.Function("IngestPas"), "" })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Post, Webhook, key));
        foreach (string key in new[] { keys.BlobEvents, keys.Master })
            Assert.NotEqual(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Post, Webhook, key));
    }

    [Fact]
    public async Task Only_the_routes_and_methods_of_the_app_exist()
    {
        HostKeys keys = await KeysAsync();
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await StatusAsync(HttpMethod.Post, "api/health", keys.Master));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, "api/nothing", keys.Master));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, "admin/host/keys", keys.Master));
    }

    [Fact]
    public async Task A_drop_with_special_characters_in_its_name_is_ingested()
    {
        const string Name = "pas/März 100% & (final) #2+.csv";
        await DropAsync(Name);
        await UntilAsync(
            async () => (await ReceiptsAsync("pas")).Any(
                r => r.Contains(JsonSerializer.Serialize(Name[4..]).Trim('"'), StringComparison.Ordinal) || r.Contains(Name[4..], StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Names_of_drops_are_not_in_the_log()
    {
        await DropAsync("pas/named-after-a-person.csv");
        await UntilAsync(async () => (await ReceiptsAsync("pas")).Any(r => r.Contains("named-after-a-person", StringComparison.Ordinal)));
        Assert.DoesNotContain(fixture.Log, line => line.Contains("named-after-a-person", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_account_holds_what_Azure_keeps_there()
    {
        await DropAsync("pas/places.csv");
        await UntilAsync(async () => (await ReceiptsAsync("pas")).Any(r => r.Contains("places.csv", StringComparison.Ordinal)));
        Assert.True(await new QueueClient(fixture.Host, "azure-webjobs-blobtrigger-incdiv-pipeline").ExistsAsync());
        Assert.False(await new QueueClient(fixture.Data, "azure-webjobs-blobtrigger-incdiv-pipeline").ExistsAsync());
        Assert.True(await new BlobContainerClient(fixture.Host, "azure-webjobs-secrets").ExistsAsync());
        Assert.False(await new BlobContainerClient(fixture.Data, "azure-webjobs-secrets").ExistsAsync());
    }

    [Fact]
    public async Task An_unreadable_poison_message_is_recorded_once_and_then_deleted()
    {
        var poison = new QueueClient(fixture.Data, "webjobs-blobtrigger-poison", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync("no JSON");
        await UntilAsync(async () => (await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0);
        Assert.Single(fixture.Log, line => line.Contains("A message of 7 characters that names no blob failed five times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timer_that_missed_its_time_runs_at_the_start_and_on_one_of_two_hosts_only()
    {
        BlobClient status = await MissAsync("two-hosts");
        (string, string?)[] settings =
        [
            ("AzureFunctionsWebHost__hostid", "two-hosts"), ("RetentionSchedule", "0 0 3 * * *"),
            ("AzureFunctionsJobHost__logging__logLevel__Function", "Information"),
        ];

        FunctionsProcess[] both = await Task.WhenAll(fixture.StartAsync(settings), fixture.StartAsync(settings));
        await using FunctionsProcess first = both[0], second = both[1];
        await UntilAsync(async () => !(await status.DownloadContentAsync()).Value.Content.ToString().Contains("2020-01-02T03", StringComparison.Ordinal));

        Assert.Single(
            fixture.Log,
            line => line.Contains("Executed 'Functions.ApplyRetention' (Succeeded", StringComparison.Ordinal)
                || line.Contains("Executed 'ApplyRetention' (Succeeded", StringComparison.Ordinal));
        BlobLeaseClient timerLock = new BlobContainerClient(fixture.Host, "azure-webjobs-hosts")
            .GetBlobClient("locks/two-hosts/Host.Functions.ApplyRetention.Listener").GetBlobLeaseClient();
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => timerLock.AcquireAsync(TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public async Task A_function_over_its_time_limit_is_ended_with_its_worker_and_the_host_continues()
    {
        // The timer runs once, at the start.
        await MissAsync("slow");
        await using FunctionsProcess app = await fixture.StartAsync(
            ("AzureFunctionsWebHost__hostid", "slow"), ("AzureFunctionsJobHost__functionTimeout", "00:00:00.001"), ("RetentionSchedule", "0 0 3 * * *"));
        await UntilAsync(() => Task.FromResult(fixture.Log.Any(l => l.Contains("The worker is started again.", StringComparison.Ordinal))));
        string key = (await HostKeys.FindAsync(fixture.Host, "slow", CancellationToken.None))!.Host;
        await UntilAsync(async () => await StatusAsync(HttpMethod.Get, "api/health", key, app) == HttpStatusCode.OK);
        Assert.False(app.HasExited);
    }

    // A timer status in which the daily run of retention was missed.
    private async Task<BlobClient> MissAsync(string hostId)
    {
        var day = new DateTimeOffset(2020, 1, 1, 3, 0, 0, TimeSpan.Zero);
        var container = new BlobContainerClient(fixture.Host, "azure-webjobs-hosts");
        await container.CreateIfNotExistsAsync();
        BlobClient status = container.GetBlobClient($"timers/{hostId}/Host.Functions.ApplyRetention/status");
        await status.UploadAsync(BinaryData.FromObjectAsJson(new { Last = day, Next = day.AddDays(1), LastUpdated = day }), overwrite: true);
        return status;
    }

    private async Task<HostKeys> KeysAsync() => (await HostKeys.FindAsync(fixture.Host, FunctionsProcess.DefaultHostId, CancellationToken.None))!;

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? key, FunctionsProcess? app = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri((app ?? fixture.App).Address, "/"), path));
        if (method == HttpMethod.Post)
            request.Content = new StringContent("[]", Encoding.UTF8, "application/json");
        request.Headers.Add("aeg-event-type", "Notification");
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        using HttpResponseMessage response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    private async Task DropAsync(string name) =>
        await new BlobContainerClient(fixture.Data, "drops").GetBlobClient(name).UploadAsync(new BinaryData($"no header of a feed, {name}\n"), overwrite: true);

    private async Task<IReadOnlyList<string>> ReceiptsAsync(string feed)
    {
        var container = new BlobContainerClient(fixture.Data, "receipts");
        var receipts = new List<string>();
        await foreach (BlobItem blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{feed}/" }))
            if (blob.Name.EndsWith(".json", StringComparison.Ordinal))
                receipts.Add((await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString());
        return receipts;
    }

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, string.Join('\n', fixture.Log.TakeLast(40)));
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }
}
