using IncDiv.Storage.Packs;

namespace IncDiv.Storage.Tests.Packs;

[Collection(StorageTests.Name)]
public sealed class PackStoreTests(StorageFixture fixture)
{
    private readonly PackStore _store = new(fixture.Storage);

    [Fact]
    public async Task A_published_edition_has_its_files_its_row_and_the_pointer()
    {
        PackRecord pack = Pack("store-a", new Quarter(2016, 4), 1);
        await _store.PublishAsync(pack, [("manifest.json", "{}"u8.ToArray()), ("index.html", "<p>"u8.ToArray())], CancellationToken.None);

        Assert.Equal([pack], await _store.ListAsync("store-a", pack.Quarter, CancellationToken.None));
        Assert.Empty(await _store.ListAsync("store-a", new Quarter(2016, 3), CancellationToken.None));
        Assert.Equal("<p>", (await Blob("store-a/2016-17-Q4/edition-1/index.html").DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal(("2016-17-Q4", 1), await LatestAsync("store-a"));
    }

    [Fact]
    public async Task The_pointer_never_goes_back_to_an_earlier_quarter_or_edition()
    {
        foreach ((Quarter quarter, int edition) in new[] { (new Quarter(2016, 3), 2), (new Quarter(2016, 3), 1), (new Quarter(2016, 2), 5) })
            await _store.PublishAsync(Pack("store-b", quarter, edition), [], CancellationToken.None);
        Assert.Equal(("2016-17-Q3", 2), await LatestAsync("store-b"));
    }

    [Fact]
    public async Task Editions_of_all_packs_of_a_quarter_are_listed_together()
    {
        Quarter quarter = new(2012, 1);
        await _store.PublishAsync(Pack("store-c", quarter, 2), [], CancellationToken.None);
        await _store.PublishAsync(Pack("store-d", quarter, 1), [], CancellationToken.None);
        Assert.Equal(["store-d", "store-c"], (await _store.ListAsync(null, quarter, CancellationToken.None)).Select(p => p.PackId));
    }

    private static PackRecord Pack(string id, Quarter quarter, int edition) =>
        new(id, quarter, edition, new DateTimeOffset(2017, 5, 2, 7, 0, 0, TimeSpan.Zero), $"{id}/{quarter}/edition-{edition}");

    private BlobClient Blob(string path) => fixture.Storage.Container(ContainerNames.Packs).GetBlobClient(path);

    private async Task<(string, int)> LatestAsync(string pack)
    {
        using JsonDocument latest = JsonDocument.Parse((await Blob($"{pack}/latest.json").DownloadContentAsync()).Value.Content);
        return (latest.RootElement.GetProperty("quarter").GetString()!, latest.RootElement.GetProperty("edition").GetInt32());
    }
}
