using IncDiv.Storage.Work;

namespace IncDiv.Storage.Tests.Work;

[Collection(StorageTests.Name)]
public sealed class WriterLeaseTests(StorageFixture fixture)
{
    [Fact]
    public async Task One_writer_at_a_time_holds_a_name()
    {
        WriterLease first = await WriterLease.TakeAsync(fixture.Storage, "one-writer", TimeProvider.System, CancellationToken.None);
        Task<WriterLease> second = WriterLease.TakeAsync(fixture.Storage, "one-writer", TimeProvider.System, CancellationToken.None);
        await using (await WriterLease.TakeAsync(fixture.Storage, "another-name", TimeProvider.System, CancellationToken.None))
            Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task A_caller_who_gives_up_stops_waiting()
    {
        await using WriterLease first = await WriterLease.TakeAsync(fixture.Storage, "given-up", TimeProvider.System, CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            WriterLease.TakeAsync(fixture.Storage, "given-up", TimeProvider.System, patience.Token));
    }
}
