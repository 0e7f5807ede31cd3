using IncDiv.Storage.Curated;

namespace IncDiv.Storage.Tests.Curated;

[Collection(StorageTests.Name)]
public sealed class PinStoreTests(StorageFixture fixture)
{
    private static readonly Quarter Quarter = new(2016, 4);

    private readonly PinStore _pins = new(fixture.Storage);

    [Fact]
    public async Task A_vintage_is_listed_with_its_drops_and_the_people_invited_and_read_as_written()
    {
        await PutAsync("listed", "rows", new Pin(["0123456789abcdef", "fedcba9876543210"], 5_000_000_000, null), null);
        Pin pin = await FindAsync("listed");
        Assert.Equal(["0123456789abcdef", "fedcba9876543210"], pin.Drops);
        Assert.Equal((5_000_000_000, null), (pin.Invited, pin.Erased));
        Assert.Equal("rows", await ReadAsync("listed"));
    }

    [Fact]
    public async Task Of_two_processes_that_pin_at_once_the_first_one_wins()
    {
        await PutAsync("twice", "first", new Pin(["a"], null, null), null);
        await PutAsync("twice", "second", new Pin(["b"], null, null), null);
        Assert.Equal("first", await ReadAsync("twice"));
    }

    [Fact]
    public async Task A_vintage_is_replaced_only_by_a_process_that_saw_it()
    {
        await PutAsync("replaced", "first", new Pin(["a"], null, null), null);
        Pin seen = await FindAsync("replaced");
        await PutAsync("replaced", "second", new Pin(["b"], null, null), seen);
        await PutAsync("replaced", "third", new Pin(["c"], null, null), seen);
        Assert.Equal("second", await ReadAsync("replaced"));
    }

    [Fact]
    public async Task The_first_day_on_which_somebody_was_erased_is_kept_and_nothing_else_changes()
    {
        await PutAsync("erased", "rows", new Pin(["a"], 7, null), null);
        await _pins.MarkErasedAsync("erased", Quarter, new DateOnly(2017, 5, 2), CancellationToken.None);
        await _pins.MarkErasedAsync("erased", Quarter, new DateOnly(2018, 5, 2), CancellationToken.None);
        await _pins.MarkErasedAsync("never pinned", Quarter, new DateOnly(2018, 5, 2), CancellationToken.None);

        Pin pin = await FindAsync("erased");
        Assert.Equal((7, new DateOnly(2017, 5, 2)), (pin.Invited, pin.Erased));
        Assert.Equal(["a"], pin.Drops);
        Assert.DoesNotContain("never pinned", (await _pins.ListAsync(CancellationToken.None)).Keys.Select(k => k.Feed));
    }

    private async Task PutAsync(string feed, string content, Pin pin, Pin? replaced)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(content));
        await _pins.PutAsync(feed, Quarter, file, pin, replaced, CancellationToken.None);
    }

    private async Task<Pin> FindAsync(string feed) => (await _pins.ListAsync(CancellationToken.None))[(feed, Quarter)];

    private async Task<string> ReadAsync(string feed)
    {
        using var copy = new MemoryStream();
        await _pins.DownloadAsync(feed, Quarter, copy, CancellationToken.None);
        return Encoding.UTF8.GetString(copy.ToArray());
    }
}
