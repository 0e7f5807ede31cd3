using IncDiv.Storage;

namespace IncDiv.Flows.Tests;

[Collection(FlowsTests.Name)]
public sealed class RetentionTests(FlowsFixture fixture)
{
    [Fact]
    public async Task Raw_and_quarantined_drops_go_when_their_time_is_up_and_receipts_stay()
    {
        string account = fixture.NewAccount();
        Pipeline now = await Pipeline.CreateAsync(account, []);
        await now.DropAsync("pas/good.csv", await Drops.OfAsync("pas", Drops.Quarter, 50));
        await now.DropAsync("pas/bad.csv", Drops.Bad);

        await (await Pipeline.CreateAsync(account, [], time: new LaterTime(TimeSpan.FromDays(29)))).Retention.ApplyAsync(CancellationToken.None);
        Assert.Equal(["pas/good.csv"], await now.NamesAsync(ContainerNames.Drops));
        Assert.Equal(["pas/bad.csv"], await now.NamesAsync(ContainerNames.Quarantine));

        await (await Pipeline.CreateAsync(account, [], time: new LaterTime(TimeSpan.FromDays(31)))).Retention.ApplyAsync(CancellationToken.None);
        Assert.Empty(await now.NamesAsync(ContainerNames.Drops));
        Assert.Empty(await now.NamesAsync(ContainerNames.Quarantine));
        Assert.Equal(6, (await now.NamesAsync(ContainerNames.Receipts)).Count);
    }

    [Fact]
    public async Task A_drop_that_nobody_took_in_is_never_deleted()
    {
        string account = fixture.NewAccount();
        Pipeline now = await Pipeline.CreateAsync(account, []);
        await now.LandAsync("pas/forgotten.csv", await Drops.OfAsync("pas", Drops.Quarter, 50));

        await (await Pipeline.CreateAsync(account, [], time: new LaterTime(TimeSpan.FromDays(400)))).Retention.ApplyAsync(CancellationToken.None);

        Assert.Equal(["pas/forgotten.csv"], await now.NamesAsync(ContainerNames.Drops));
    }
}
