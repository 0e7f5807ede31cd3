using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class StopTests
{
    [Fact]
    public async Task A_stop_waits_for_what_runs_and_starts_nothing_new()
    {
        Site site = await Site.NewAsync();
        var hold = new TaskCompletionSource();
        site.Journal.Behaviour = _ => hold.Task;
        using IHost app = await site.StartAsync("Any");
        await site.DropAsync("running");
        Entry call = (await site.Journal.WaitForAsync(1))[0];
        Task stopping = app.StopAsync();
        await site.DropAsync("too-late");
        Assert.False(stopping.IsCompleted);
        Assert.False(call.Context.CancellationToken.IsCancellationRequested);
        hold.SetResult();
        await stopping;
        Assert.Single(site.Journal.Calls);
        Assert.Equal("complete", Assert.Single(await site.ReceiptsAsync("Any")).Value["status"]);
    }

    [Fact]
    public async Task After_the_grace_the_tokens_are_cancelled_and_the_leases_are_free_for_the_next_start()
    {
        Site site = await Site.NewAsync();
        site.Journal.Behaviour = call => Task.Delay(Timeout.InfiniteTimeSpan, call.Context.CancellationToken);
        Dictionary<string, string?> settings = site.Settings("Any");
        settings["LocalHost:StopGrace"] = "00:00:00.200";
        using (IHost app = await site.StartAsync(settings))
        {
            await site.DropAsync("slow");
            await site.Journal.WaitForAsync(1);
            await app.StopAsync();
        }
        Assert.Equal("incomplete", Assert.Single(await site.ReceiptsAsync("Any")).Value["status"]);
        site.Journal.Behaviour = _ => Task.CompletedTask;
        long started = Stopwatch.GetTimestamp();
        using (IHost app = await site.StartAsync(settings))
        {
            await site.Journal.WaitForAsync(2);
            Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 10);
            await app.StopAsync();
        }
        IDictionary<string, string> receipt = Assert.Single(await site.ReceiptsAsync("Any")).Value;
        Assert.Equal(("complete", "2"), (receipt["status"], receipt["attempts"]));
    }
}
