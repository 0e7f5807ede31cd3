using Azure.Identity;
using IncDiv.Storage.Leases;

namespace IncDiv.Storage.Tests.Work;

[Collection(StorageTests.Name)]
public sealed class WriterLeaseTests(StorageFixture fixture)
{
    [Fact]
    public async Task One_writer_at_a_time_holds_a_name()
    {
        WriterLease first = await new WriterLeases(fixture.Storage, TimeProvider.System).AcquireAsync("one-writer", CancellationToken.None);
        Task<WriterLease> second = new WriterLeases(fixture.Storage, TimeProvider.System).AcquireAsync("one-writer", CancellationToken.None);
        await using (await new WriterLeases(fixture.Storage, TimeProvider.System).AcquireAsync("another-name", CancellationToken.None))
            Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task A_cancelled_caller_stops_waiting()
    {
        await using WriterLease first = await new WriterLeases(fixture.Storage, TimeProvider.System).AcquireAsync("given-up", CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new WriterLeases(fixture.Storage, TimeProvider.System).AcquireAsync("given-up", patience.Token));
    }

    // A managed identity without a token throws a different exception from storage or the network.
    [Fact]
    public async Task A_lease_that_cannot_be_renewed_for_any_reason_is_lost_and_ends_without_an_error()
    {
        PipelineStorage storage = fixture.With(new AnsweringHandler(request =>
            request.Headers.TryGetValues("x-ms-lease-action", out IEnumerable<string>? action) && action.Single() is "renew" or "release"
                ? throw new AuthenticationFailedException("No token.") : null));
        WriterLease lease = await new WriterLeases(storage, new FastTime()).AcquireAsync("no-token", CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(TimeSpan.FromSeconds(20), lease.Lost));
        await lease.DisposeAsync();
    }

    // Pauses are a hundred times as fast.
    private sealed class FastTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);
    }
}
