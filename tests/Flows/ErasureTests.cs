using System.Text;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using IncDiv.Storage;
using IncDiv.Storage.Curated;
using IncDiv.Storage.Ledger;

namespace IncDiv.Flows.Tests;

[Collection(FlowsTests.Name)]
public sealed class ErasureTests(FlowsFixture fixture)
{
    private static readonly Feed Workforce = FeedCatalogue.Default.Find("workforce")!;

    [Fact]
    public async Task A_person_leaves_curated_data_the_raw_drop_goes_and_the_quarter_is_computed_again()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] content = await Drops.OfAsync("workforce", Drops.Quarter, 400);
        await pipeline.DropAsync("workforce/people.csv", content);
        await pipeline.ComputeAsync();
        string id = Encoding.UTF8.GetString(content).Split('\n')[1].Split(',')[0];

        ErasureResult result = await pipeline.Erasure.EraseAsync(Workforce, [$" {id.ToLowerInvariant()} ", ""], CancellationToken.None);

        Assert.Equal((1, 1), (result.Rows, result.Drops));
        Assert.Equal(399, await CountAsync(pipeline));
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Drops));
        Assert.Equal([Drops.Quarter], await pipeline.Markers.WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Somebody_who_is_not_there_changes_nothing()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("workforce/people.csv", await Drops.OfAsync("workforce", Drops.Quarter, 400));
        await pipeline.ComputeAsync();

        ErasureResult result = await pipeline.Erasure.EraseAsync(Workforce, ["ZZZZ9999"], CancellationToken.None);

        Assert.Equal(0, result.Rows);
        Assert.Equal(["workforce/people.csv"], await pipeline.NamesAsync(ContainerNames.Drops));
        Assert.Empty(await pipeline.Markers.WaitingAsync(CancellationToken.None));
    }

    private static async Task<int> CountAsync(Pipeline pipeline)
    {
        DropRecord drop = Assert.Single(await pipeline.LedgerAsync());
        using var file = new MemoryStream(await pipeline.BytesAsync(ContainerNames.Curated, CuratedStore.PathOf("workforce", Drops.Quarter, drop.Id)));
        int rows = 0;
        await foreach (RowBatch batch in CuratedReader.ReadAsync(Workforce, Drops.Quarter, file, CancellationToken.None))
            rows += batch.Count;
        return rows;
    }
}
