using IncDiv.Contracts.Microdata;
using IncDiv.Storage.Microdata;

namespace IncDiv.Storage.Tests.Bi;

[Collection(StorageTests.Name)]
public sealed class MicrodataStoreTests(StorageFixture fixture)
{
    private static readonly Quarter Quarter = new(2016, 4);

    [Fact]
    public async Task Levels_are_pinned_for_every_edition_until_the_release_or_one_of_its_hierarchies_has_another_version()
    {
        var store = new MicrodataStore(fixture.Storage);
        MicrodataRelease release = ContractSet.Embedded.Releases.Find("pas")!;
        int[] levels = [.. release.QuasiIdentifiers.Select(q => q.MinLevel)];
        Assert.Null(await store.FindPinnedAsync(release, CancellationToken.None));
        await store.PinAsync(release, Quarter, 1, levels, CancellationToken.None);

        PinnedLevels pinned = (await store.FindPinnedAsync(release, CancellationToken.None))!;
        Assert.Equal(levels, pinned.Levels);
        Assert.Equal(MicrodataStore.PathOf("pas", Quarter, 1), pinned.ChosenBy);
        Assert.Null(await store.FindPinnedAsync(release with { Version = release.Version + 1 }, CancellationToken.None));
        Hierarchy newer = new OtherVersion(release.QuasiIdentifiers[0].Hierarchy);
        Assert.Null(await store.FindPinnedAsync(
            release with { QuasiIdentifiers = [release.QuasiIdentifiers[0] with { Hierarchy = newer }, .. release.QuasiIdentifiers.Skip(1)] },
            CancellationToken.None));
    }

    private sealed class OtherVersion(Hierarchy hierarchy) : Hierarchy(hierarchy.Name, hierarchy.Version + 1, hierarchy.Levels)
    {
        public override IReadOnlyList<string>? Values => null;

        public override string? Generalise(string value, int level) => null;
    }
}
