using IncDiv.Storage.Leases;

namespace IncDiv.Storage.Tests.Work;

[Collection(StorageTests.Name)]
public sealed class QuarterMarkersTests(StorageFixture fixture)
{
    private readonly QuarterMarkers _markers = new(fixture.Storage);

    [Fact]
    public async Task A_requested_marker_waits_until_it_is_cleared()
    {
        Quarter quarter = new(2011, 1);
        await _markers.RequestAsync(quarter, CancellationToken.None);
        ETag version = (await _markers.VersionAsync(quarter, CancellationToken.None))!.Value;
        Assert.Contains(quarter, await _markers.WaitingAsync(CancellationToken.None));

        Assert.True(await _markers.ClearAsync(quarter, version, CancellationToken.None));
        Assert.DoesNotContain(quarter, await _markers.WaitingAsync(CancellationToken.None));
        Assert.Null(await _markers.VersionAsync(quarter, CancellationToken.None));
    }

    [Fact]
    public async Task A_marker_requested_meanwhile_stays()
    {
        Quarter quarter = new(2011, 2);
        await _markers.RequestAsync(quarter, CancellationToken.None);
        ETag computed = (await _markers.VersionAsync(quarter, CancellationToken.None))!.Value;
        await _markers.RequestAsync(quarter, CancellationToken.None);

        Assert.False(await _markers.ClearAsync(quarter, computed, CancellationToken.None));
        Assert.Contains(quarter, await _markers.WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_request_leaves_a_waiting_marker_that_is_not_started_unchanged()
    {
        Quarter quarter = new(2011, 3);
        await _markers.RequestIfIdleAsync(quarter, CancellationToken.None);
        ETag first = (await _markers.VersionAsync(quarter, CancellationToken.None))!.Value;
        await _markers.RequestIfIdleAsync(quarter, CancellationToken.None);
        Assert.Equal(first, await _markers.VersionAsync(quarter, CancellationToken.None));

        await _markers.StartAsync(quarter, first, CancellationToken.None);
        await _markers.RequestIfIdleAsync(quarter, CancellationToken.None);

        Assert.False(await _markers.ClearAsync(quarter, first, CancellationToken.None));
        ETag second = (await _markers.VersionAsync(quarter, CancellationToken.None))!.Value;
        await _markers.RequestIfIdleAsync(quarter, CancellationToken.None);
        Assert.Equal(second, await _markers.VersionAsync(quarter, CancellationToken.None));
    }

    [Fact]
    public async Task A_late_start_without_a_lease_does_not_hide_that_a_newer_version_is_being_computed()
    {
        Quarter quarter = new(2011, 4);
        await _markers.RequestAsync(quarter, CancellationToken.None);
        ETag first = (await _markers.VersionAsync(quarter, CancellationToken.None))!.Value;
        await _markers.RequestAsync(quarter, CancellationToken.None);
        ETag second = (await _markers.VersionAsync(quarter, CancellationToken.None))!.Value;
        await _markers.StartAsync(quarter, second, CancellationToken.None);
        await _markers.StartAsync(quarter, first, CancellationToken.None);

        await _markers.RequestIfIdleAsync(quarter, CancellationToken.None);

        Assert.False(await _markers.ClearAsync(quarter, second, CancellationToken.None));
        Assert.Contains(quarter, await _markers.WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_waiting_time_of_a_quarter_starts_at_its_first_request_however_often_it_is_announced()
    {
        Quarter quarter = new(2012, 1);
        Assert.Null(await _markers.SinceAsync(quarter, CancellationToken.None));
        await _markers.RequestAsync(quarter, CancellationToken.None);
        DateTimeOffset since = (await _markers.SinceAsync(quarter, CancellationToken.None))!.Value;
        // Storage reports times in whole seconds.
        BlobClient marker = fixture.Storage.Container(ContainerNames.Work).GetBlobClient($"measures/{quarter}.json");
        while ((await marker.GetPropertiesAsync()).Value.LastModified <= since)
            await _markers.RequestAsync(quarter, CancellationToken.None);

        Assert.Equal(since, await _markers.SinceAsync(quarter, CancellationToken.None));
    }
}
