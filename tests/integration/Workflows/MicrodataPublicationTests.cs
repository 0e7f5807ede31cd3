namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class MicrodataPublicationTests(WorkflowsFixture fixture)
{
    private const string Folder = "workforce/quarter=2016-17-Q4";

    [Fact]
    public async Task A_deleted_file_is_created_again_with_the_same_bytes()
    {
        Pipeline pipeline = await PublishedAsync(fixture.NewAccount());
        IReadOnlyList<string> before = await StorageState.OfAsync(pipeline);
        foreach (string name in await pipeline.NamesAsync(ContainerNames.Bi))
            await pipeline.Blob(ContainerNames.Bi, name).DeleteAsync();
        await pipeline.Publication.PublishDueAsync(CancellationToken.None);

        Assert.Equal(before, await StorageState.OfAsync(pipeline));
    }

    [Fact]
    public async Task A_file_is_released_once_whatever_is_dropped_later_and_whatever_other_feeds_come_in()
    {
        Pipeline pipeline = await PublishedAsync(fixture.NewAccount());
        byte[] released = await pipeline.BytesAsync(ContainerNames.Bi, $"{Folder}/edition-1.parquet");
        await pipeline.DropLaterAsync("workforce/late.csv", await Drops.OfAsync("workforce", Drops.Quarter, 250));
        await pipeline.DropAsync("victim-satisfaction/march.csv", await Drops.OfAsync("victim-satisfaction", Drops.Quarter, 300));
        await pipeline.ComputeAsync();
        PublishedPack? pack = await pipeline.PublishAsync(Drops.Quarter);

        Assert.Equal(2, pack!.Edition);
        Assert.Equal([$"{Folder}/edition-1.parquet"], await pipeline.NamesAsync(ContainerNames.Bi, "workforce"));
        Assert.Equal(released, await pipeline.BytesAsync(ContainerNames.Bi, $"{Folder}/edition-1.parquet"));
    }

    private static async Task<Pipeline> PublishedAsync(string account)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(account, [("SmallestClass", "2")], measures: [.. Pipeline.FewMeasures, "VSS-01"]);
        await pipeline.DropAsync("workforce/people.csv", await Drops.OfAsync("workforce", Drops.Quarter, 200));
        await pipeline.ComputeAsync();
        await pipeline.PublishAsync(Drops.Quarter);
        Assert.Single(await pipeline.NamesAsync(ContainerNames.Bi));
        return pipeline;
    }
}
