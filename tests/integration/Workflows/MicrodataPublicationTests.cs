namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class MicrodataPublicationTests(WorkflowsFixture fixture)
{
    private const string Folder = "workforce/quarter=2016-17-Q4";

    [Fact]
    public async Task Only_the_newest_edition_of_a_quarter_is_kept_even_if_a_process_crashed_before_deleting_the_older()
    {
        Pipeline pipeline = await PublishedAsync(fixture.NewAccount());
        await pipeline.Blob(ContainerNames.Bi, $"{Folder}/edition-0.parquet").UploadAsync(new BinaryData("left behind"));
        await pipeline.PublishAsync(Drops.Quarter);

        Assert.Equal([$"{Folder}/edition-1.parquet"], await pipeline.NamesAsync(ContainerNames.Bi));
        IReadOnlyList<string> evidence = await pipeline.NamesAsync(ContainerNames.Evidence);
        Assert.Equal([$"bi/{Folder}/risk.html", $"bi/{Folder}/risk.json"], evidence.Where(n => n.StartsWith("bi/", StringComparison.Ordinal)));
    }

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
    public async Task When_a_further_edition_cannot_be_released_the_earlier_one_is_withdrawn()
    {
        string account = fixture.NewAccount();
        await PublishedAsync(account);
        Pipeline stricter = await Pipeline.CreateAsync(account, [("SmallestClass", "1000")], measures: Pipeline.FewMeasures);
        await stricter.DropLaterAsync("workforce/late.csv", await Drops.OfAsync("workforce", Drops.Quarter, 250));
        await stricter.ComputeAsync();
        PublishedPack? pack = await stricter.PublishAsync(Drops.Quarter);

        Assert.Equal(2, pack!.Edition);
        Assert.Empty(await stricter.NamesAsync(ContainerNames.Bi));
    }

    private static async Task<Pipeline> PublishedAsync(string account)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(account, [("SmallestClass", "2")], measures: Pipeline.FewMeasures);
        await pipeline.DropAsync("workforce/people.csv", await Drops.OfAsync("workforce", Drops.Quarter, 200));
        await pipeline.ComputeAsync();
        await pipeline.PublishAsync(Drops.Quarter);
        Assert.Single(await pipeline.NamesAsync(ContainerNames.Bi));
        return pipeline;
    }
}
