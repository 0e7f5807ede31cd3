using System.Collections.Concurrent;
using IncDiv.Host.Http;
using IncDiv.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncDiv.Host.Tests;

/// <summary>The watcher with an app that only counts the events that it receives.</summary>
public sealed class WatcherTests : IAsyncLifetime
{
    private const string HostId = "watched";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<string> _told = new();
    private readonly ConcurrentQueue<string> _said = new();
    private AzuriteProcess _azurite = null!;
    private WebApplication _app = null!;
    private Task _mayAnswer = Task.CompletedTask;
    private Func<string, string, int> _answer = (_, _) => StatusCodes.Status200OK;

    private BlobContainerClient Drops => new(_azurite.ConnectionString, "drops");

    public async Task InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(null, CancellationToken.None);
        await Drops.CreateAsync();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost(BlobEvents.Route, async (HttpContext context, string functionName, string code) =>
        {
            string body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            string blob = body.Split("/blobs/")[1].Split('"')[0];
            int status = _answer(blob, code);
            if (status == StatusCodes.Status200OK)
                _told.Enqueue($"{functionName} {blob}");
            await _mayAnswer;
            return Results.StatusCode(status);
        });
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task Each_version_of_a_blob_is_announced_once_to_the_function_of_its_folder_even_after_a_restart()
    {
        await using (await StartAsync())
        {
            await DropAsync("pas/a.csv");
            await DropAsync("workforce/b.csv");
            await DropAsync("nobody/c.csv");
            await UntilAsync(() => _told.Count == 2);
        }
        await using (await StartAsync())
        {
            await DropAsync("pas/a.csv");
            await UntilAsync(() => _told.Count == 3);
        }
        Assert.Equal(
            ["Host.Functions.IngestPas pas/a.csv", "Host.Functions.IngestPas pas/a.csv", "Host.Functions.IngestWorkforce workforce/b.csv"],
            _told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_event_that_is_on_its_way_when_the_watcher_stops_is_not_announced_again()
    {
        var mayAnswer = new TaskCompletionSource();
        _mayAnswer = mayAnswer.Task;
        BlobEventWatcher first = await StartAsync();
        await DropAsync("pas/a.csv");
        await UntilAsync(() => _told.Count == 1);
        ValueTask stopped = first.DisposeAsync();
        mayAnswer.SetResult();
        await stopped;
        await using BlobEventWatcher second = await StartAsync();
        await DropAsync("pas/b.csv");
        await UntilAsync(() => _told.Count == 2);
        Assert.Equal(["Host.Functions.IngestPas pas/a.csv", "Host.Functions.IngestPas pas/b.csv"], _told);
    }

    [Fact]
    public async Task A_refused_event_delays_no_other_and_is_sent_again()
    {
        int refusals = 0;
        _answer = (blob, _) => blob == "pas/a.csv" && Interlocked.Increment(ref refusals) <= 3
            ? StatusCodes.Status500InternalServerError
            : StatusCodes.Status200OK;
        await DropAsync("pas/a.csv");
        await DropAsync("pas/b.csv");
        await using BlobEventWatcher watcher = await StartAsync();
        await UntilAsync(() => _told.Count == 2);
        Assert.Equal(["Host.Functions.IngestPas pas/b.csv", "Host.Functions.IngestPas pas/a.csv"], _told);
        Assert.Equal(["Events of new blobs are delayed because the app answered 500 to an event for IngestPas. They will be posted again."], _said);
    }

    [Fact]
    public async Task Keys_that_are_created_after_the_watcher_started_are_found()
    {
        HostKeys? keys = null;
        _answer = (_, code) => code == Volatile.Read(ref keys)?.BlobEvents ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        await using BlobEventWatcher watcher = await StartAsync();
        await DropAsync("pas/a.csv");
        Volatile.Write(ref keys, await HostKeys.OpenAsync(_azurite.ConnectionString, HostId, CancellationToken.None));
        await UntilAsync(() => _told.Count == 1);
    }

    [Fact]
    public async Task A_second_watcher_of_the_account_is_refused_and_takes_over_when_the_first_has_ended()
    {
        await using (await StartAsync())
            Assert.StartsWith("Another watcher ", (await Assert.ThrowsAsync<LocalMachineException>(StartAsync)).Message, StringComparison.Ordinal);
        await using BlobEventWatcher second = await StartAsync();
    }

    private Task<BlobEventWatcher> StartAsync() => BlobEventWatcher.StartAsync(
        AppContext.BaseDirectory, new Uri(_app.Urls.Single()), _azurite.ConnectionString,
        _azurite.ConnectionString, HostId, _said.Enqueue, CancellationToken.None);

    private async Task DropAsync(string name) => await Drops.GetBlobClient(name).UploadAsync(new BinaryData("x"), overwrite: true);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, "Not within a minute.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }
}
