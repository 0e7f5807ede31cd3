using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class TimerTests
{
    private static readonly DateTime Noon = new(2026, 4, 5, 12, 0, 0, DateTimeKind.Utc);
    private readonly ManualClock _clock = new(Noon);

    [Fact]
    public async Task The_first_start_writes_the_status_and_does_not_fire()
    {
        Site site = await Site.NewAsync();
        using IHost app = await StartAsync(site, "Daily");
        await Eventually.TrueAsync(async () => await StatusAsync(site) is not null, "the status");
        await app.StopAsync();
        Assert.Empty(site.Journal.Calls);
        ScheduleStatus status = (await StatusAsync(site))!;
        Assert.Equal((default, Noon.AddHours(1), Noon), (status.Last, status.Next, status.LastUpdated));
    }

    [Fact]
    public async Task A_timer_fires_at_its_due_time_and_tells_its_schedule_status()
    {
        Site site = await Site.NewAsync();
        using IHost app = await StartAsync(site, "Daily");
        await Eventually.TrueAsync(async () => await StatusAsync(site) is not null, "the status");
        _clock.Advance(TimeSpan.FromHours(1));
        TimerInfo first = TimerOf((await site.Journal.WaitForAsync(1))[0]);
        await Eventually.TrueAsync(async () => (await StatusAsync(site))!.Last == Noon.AddHours(1), "the new status");
        _clock.Advance(TimeSpan.FromDays(1));
        TimerInfo second = TimerOf((await site.Journal.WaitForAsync(2))[1]);
        await app.StopAsync();
        Assert.False(first.IsPastDue);
        Assert.Equal((default, Noon.AddHours(1)), (first.ScheduleStatus!.Last, first.ScheduleStatus.Next));
        Assert.Equal((Noon.AddHours(1), Noon.AddHours(25)), (second.ScheduleStatus!.Last, second.ScheduleStatus.Next));
    }

    [Fact]
    public async Task Many_missed_due_times_are_caught_up_by_one_run_that_is_past_due()
    {
        Site site = await Site.NewAsync();
        using (IHost app = await StartAsync(site, "Daily"))
        {
            await Eventually.TrueAsync(async () => await StatusAsync(site) is not null, "the status");
            await app.StopAsync();
        }
        _clock.Advance(TimeSpan.FromDays(10));
        using (IHost app = await StartAsync(site, "Daily"))
        {
            await Eventually.TrueAsync(async () => (await StatusAsync(site))!.Last == Noon.AddDays(10), "the new status");
            await app.StopAsync();
        }
        Assert.True(TimerOf(Assert.Single(site.Journal.Calls)).IsPastDue);
        Assert.Equal(Noon.AddDays(10).AddHours(1), (await StatusAsync(site))!.Next);
    }

    [Fact]
    public async Task A_changed_schedule_starts_afresh_without_a_catch_up()
    {
        Site site = await Site.NewAsync();
        using (IHost app = await StartAsync(site, "Daily"))
        {
            await Eventually.TrueAsync(async () => await StatusAsync(site) is not null, "the status");
            await app.StopAsync();
        }
        _clock.Advance(TimeSpan.FromDays(10));
        using (IHost app = await StartAsync(site, "Daily", "0 30 14 * * *"))
        {
            await Eventually.TrueAsync(async () => (await StatusAsync(site))!.Next == Noon.AddDays(10).AddHours(2.5), "the new status");
            await app.StopAsync();
        }
        Assert.Empty(site.Journal.Calls);
    }

    [Fact]
    public async Task RunOnStartup_fires_at_once()
    {
        Site site = await Site.NewAsync();
        using IHost app = await StartAsync(site, "OnStart");
        TimerInfo timer = TimerOf((await site.Journal.WaitForAsync(1))[0]);
        await app.StopAsync();
        Assert.False(timer.IsPastDue);
    }

    [Theory]
    [InlineData("Unmonitored", "0 0 13 * * *")]
    [InlineData("Daily", "*/30 * * * * *")]
    public async Task Without_a_monitor_or_more_than_once_a_minute_no_status_is_kept(string function, string schedule)
    {
        Site site = await Site.NewAsync();
        using IHost app = await StartAsync(site, function, schedule);
        await AdvanceUntilAsync(TimeSpan.FromMinutes(1), () => site.Journal.Calls.Count > 0);
        await app.StopAsync();
        Assert.Null(TimerOf(site.Journal.Calls[0]).ScheduleStatus);
        Assert.Null(await StatusAsync(site, function));
    }

    [Fact]
    public async Task An_overlong_run_delays_the_next_one_and_never_overlaps_it()
    {
        Site site = await Site.NewAsync();
        var hold = new TaskCompletionSource();
        int running = 0, most = 0;
        site.Journal.Behaviour = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await hold.Task;
            Interlocked.Decrement(ref running);
        };
        using IHost app = await StartAsync(site, "Daily", "00:10:00");
        await AdvanceUntilAsync(TimeSpan.FromMinutes(10), () => site.Journal.Calls.Count == 1);
        _clock.Advance(TimeSpan.FromHours(5));
        Assert.Single(site.Journal.Calls);
        hold.SetResult();
        await site.Journal.WaitForAsync(2);
        await app.StopAsync();
        Assert.Equal(1, most);
        Assert.Equal(2, site.Journal.Calls.Count);
    }

    [Fact]
    public async Task A_fixed_delay_retry_keeps_the_invocation_id_and_counts()
    {
        Site site = await Site.NewAsync();
        site.Journal.Behaviour = _ => throw new InvalidOperationException("broken");
        using IHost app = await StartAsync(site, "Patient");
        await AdvanceUntilAsync(TimeSpan.FromMinutes(30), () => site.Journal.Calls.Count == 3);
        // The run is over, failed or not: its status is written.
        await Eventually.TrueAsync(async () => await StatusAsync(site, "Patient") is { Last.Year: 2026 }, "the status");
        await app.StopAsync();
        Assert.Single(site.Journal.Calls.Select(c => c.Context.InvocationId).Distinct());
        Assert.Equal([(0, 2), (1, 2), (2, 2)], site.Journal.Calls.Select(c => (c.Context.RetryContext.RetryCount, c.Context.RetryContext.MaxRetryCount)));
    }

    [Fact]
    public async Task An_exponential_backoff_doubles_its_delay_up_to_the_maximum()
    {
        Site site = await Site.NewAsync();
        var times = new List<DateTimeOffset>();
        site.Journal.Behaviour = _ =>
        {
            times.Add(_clock.GetUtcNow());
            throw new InvalidOperationException("broken");
        };
        using IHost app = await StartAsync(site, "Slower");
        await AdvanceUntilAsync(TimeSpan.FromHours(1), () => times.Count == 1);
        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => times.Count == 4);
        await app.StopAsync();
        Assert.All(times.Zip(times.Skip(1), (a, b) => (b - a).TotalSeconds).Zip([10, 20, 25]), pair => Assert.InRange(pair.First, pair.Second, pair.Second + 5));
    }

    [Fact]
    public async Task Of_two_instances_one_fires_and_the_other_takes_over_after_a_stop()
    {
        Site site = await Site.NewAsync();
        using IHost first = await StartAsync(site, "Daily");
        await Eventually.TrueAsync(async () => await StatusAsync(site) is not null, "the status");
        using IHost second = await StartAsync(site, "Daily");
        _clock.Advance(TimeSpan.FromHours(1));
        await site.Journal.WaitForAsync(1);
        await Eventually.TrueAsync(async () => (await StatusAsync(site))!.Last == Noon.AddHours(1), "the new status");
        await first.StopAsync();
        Assert.Single(site.Journal.Calls);
        await AdvanceUntilAsync(TimeSpan.FromHours(1), () => site.Journal.Calls.Count > 1);
        await second.StopAsync();
    }

    private Task<IHost> StartAsync(Site site, string function, string schedule = "0 0 13 * * *")
    {
        Dictionary<string, string?> settings = site.Settings(function);
        settings["Schedule"] = schedule;
        return site.StartAsync(settings, builder => builder.Services.AddSingleton<TimeProvider>(_clock));
    }

    private Task AdvanceUntilAsync(TimeSpan step, Func<bool> condition) => Eventually.TrueAsync(
        () =>
        {
            if (!condition())
                _clock.Advance(step);
            return condition();
        },
        $"what was awaited in steps of {step}");

    private static TimerInfo TimerOf(Entry call) => (TimerInfo)call.Value!;

    private static async Task<ScheduleStatus?> StatusAsync(Site site, string function = "Daily")
    {
        BlobClient blob = site.Host.GetBlobClient($"timers/{site.HostId}/Host.Functions.{function}/status");
        return await blob.ExistsAsync() ? (await blob.DownloadContentAsync()).Value.Content.ToObjectFromJson<ScheduleStatus>() : null;
    }
}
