using Azure;
using IncDiv.Contracts;
using IncDiv.Storage.Work;

namespace IncDiv.Storage.Tests.Work;

[Collection(StorageTests.Name)]
public sealed class QuarterMarkersTests(StorageFixture fixture)
{
    private readonly QuarterMarkers _markers = new(fixture.Storage);

    [Fact]
    public async Task A_raised_marker_waits_until_it_is_settled()
    {
        Quarter quarter = new(2011, 1);
        await _markers.RaiseAsync(quarter, CancellationToken.None);
        ETag version = (await _markers.VersionAsync(quarter, CancellationToken.None))!.Value;
        Assert.Contains(quarter, await _markers.WaitingAsync(CancellationToken.None));

        Assert.True(await _markers.SettleAsync(quarter, version, CancellationToken.None));
        Assert.DoesNotContain(quarter, await _markers.WaitingAsync(CancellationToken.None));
        Assert.Null(await _markers.VersionAsync(quarter, CancellationToken.None));
    }

    [Fact]
    public async Task A_marker_raised_meanwhile_stays()
    {
        Quarter quarter = new(2011, 2);
        await _markers.RaiseAsync(quarter, CancellationToken.None);
        ETag computed = (await _markers.VersionAsync(quarter, CancellationToken.None))!.Value;
        await _markers.RaiseAsync(quarter, CancellationToken.None);

        Assert.False(await _markers.SettleAsync(quarter, computed, CancellationToken.None));
        Assert.Contains(quarter, await _markers.WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Who_asks_while_a_marker_waits_that_nobody_began_with_leaves_it()
    {
        Quarter quarter = new(2011, 3);
        await _markers.AskAsync(quarter, CancellationToken.None);
        ETag first = (await _markers.VersionAsync(quarter, CancellationToken.None))!.Value;
        await _markers.AskAsync(quarter, CancellationToken.None);
        Assert.Equal(first, await _markers.VersionAsync(quarter, CancellationToken.None));

        await _markers.BeginAsync(quarter, first, CancellationToken.None);
        await _markers.AskAsync(quarter, CancellationToken.None);

        Assert.False(await _markers.SettleAsync(quarter, first, CancellationToken.None));
        ETag second = (await _markers.VersionAsync(quarter, CancellationToken.None))!.Value;
        await _markers.AskAsync(quarter, CancellationToken.None);
        Assert.Equal(second, await _markers.VersionAsync(quarter, CancellationToken.None));
    }
}
