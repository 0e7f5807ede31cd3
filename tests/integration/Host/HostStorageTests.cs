using IncDiv.Host.Functions;
using IncDiv.Host.Http;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Executors;

namespace IncDiv.Host.Tests;

/// <summary>The data that the host keeps in its storage: its keys and the times of its timers.</summary>
public sealed class HostStorageTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task Two_hosts_of_one_app_that_start_at_once_have_the_same_keys()
    {
        HostKeys[] keys = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => HostKeys.OpenAsync(emulator.ConnectionString, "two-hosts", CancellationToken.None)));
        Assert.Single(keys.Select(k => k.Master).Distinct());
        Assert.Equal(keys[0].Host, (await HostKeys.FindAsync(emulator.ConnectionString, "two-hosts", CancellationToken.None))!.Host);
    }

    [Fact]
    public async Task An_app_that_never_ran_has_no_keys() =>
        Assert.Null(await HostKeys.FindAsync(emulator.ConnectionString, "never", CancellationToken.None));

    [Fact]
    public void Each_key_gives_access_to_its_own_endpoints()
    {
        var keys = new HostKeys("master");
        string[] all = [keys.Master, keys.Host, keys.BlobEvents, keys.Function("A"), keys.Function("B")];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.True(HostKeys.Opens(keys.Host, keys.Function("A"), keys.Host));
        Assert.False(HostKeys.Opens(keys.Function("B"), keys.Function("A"), keys.Host));
        Assert.False(HostKeys.Opens(null, keys.Host));
        Assert.False(HostKeys.Opens("", keys.Host));
    }

    [Fact]
    public async Task The_time_of_a_timers_last_run_is_stored_where_the_real_host_stores_it()
    {
        var last = new DateTime(2026, 11, 29, 3, 0, 0, DateTimeKind.Utc);
        await Monitor("ran").UpdateStatusAsync("Host.Functions.Nightly", new ScheduleStatus { Last = last, Next = last.AddDays(1), LastUpdated = last });
        ScheduleStatus status = (await Monitor("ran").GetStatusAsync("Host.Functions.Nightly"))!;
        Assert.Equal((last, last.AddDays(1)), (status.Last, status.Next));
        Assert.True(
            await new BlobContainerClient(emulator.ConnectionString, "azure-webjobs-hosts")
                .GetBlobClient("timers/ran/Host.Functions.Nightly/status").ExistsAsync());
    }

    [Fact]
    public async Task A_timer_that_never_ran_or_whose_status_is_broken_has_none()
    {
        var container = new BlobContainerClient(emulator.ConnectionString, "azure-webjobs-hosts");
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient("timers/broken/Host.Functions.Nightly/status").UploadAsync(new BinaryData("{"));
        Assert.Null(await Monitor("broken").GetStatusAsync("Host.Functions.Nightly"));
        Assert.Null(await Monitor("broken").GetStatusAsync("Host.Functions.Other"));
    }

    private BlobScheduleMonitor Monitor(string app) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", emulator.ConnectionString)]).Build(), new Id(app));

    private sealed class Id(string id) : IHostIdProvider
    {
        public Task<string> GetHostIdAsync(CancellationToken cancellationToken) => Task.FromResult(id);
    }
}
