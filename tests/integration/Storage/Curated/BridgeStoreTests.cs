using IncDiv.Storage.Curated;

namespace IncDiv.Storage.Tests.Curated;

[Collection(StorageTests.Name)]
public sealed class BridgeStoreTests(StorageFixture fixture)
{
    [Fact]
    public async Task Pairs_are_read_by_row_group_as_they_were_written()
    {
        var store = new BridgeStore(fixture.Storage);
        string path = BridgeStore.PathOf("bridged", "k1", "k2", "0123456789abcdef");
        using var file = new MemoryStream();
        await using (BridgeWriter writer = await BridgeWriter.CreateAsync(file, CancellationToken.None))
        {
            await writer.WriteAsync([(1, 2), (UInt128.MaxValue, 3)], CancellationToken.None);
            await writer.WriteAsync([(4, 5)], CancellationToken.None);
        }
        file.Position = 0;
        await store.PutAsync(path, file, CancellationToken.None);

        Assert.Equal([path], await store.ListAsync("bridged", CancellationToken.None));
        using var copy = new MemoryStream();
        await store.DownloadAsync(path, copy, CancellationToken.None);
        var groups = new List<IReadOnlyList<(UInt128, UInt128)>>();
        await foreach (IReadOnlyList<(UInt128, UInt128)> group in BridgeReader.ReadAsync(copy, CancellationToken.None))
            groups.Add(group);
        Assert.Equal([[(1, 2), (UInt128.MaxValue, 3)], [(4, 5)]], groups);
    }

    [Theory]
    [InlineData("2025-a", true)]
    [InlineData("2026", true)]
    [InlineData("2024", false)]
    public void A_bridge_states_its_keys(string keyId, bool touches) =>
        Assert.Equal(touches, BridgeStore.Touches(BridgeStore.PathOf("pas", "2025-a", "2026", "0123456789abcdef"), [keyId]));
}
