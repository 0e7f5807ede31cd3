namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class RetentionTests(WorkflowsFixture fixture)
{
    [Fact]
    public async Task Raw_and_quarantined_drops_are_deleted_after_their_retention_period_and_receipts_are_kept()
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
    public async Task A_drop_that_was_not_ingested_is_never_deleted()
    {
        string account = fixture.NewAccount();
        Pipeline now = await Pipeline.CreateAsync(account, []);
        await now.LandAsync("pas/forgotten.csv", await Drops.OfAsync("pas", Drops.Quarter, 50));

        await (await Pipeline.CreateAsync(account, [], time: new LaterTime(TimeSpan.FromDays(400)))).Retention.ApplyAsync(CancellationToken.None);

        Assert.Equal(["pas/forgotten.csv"], await now.NamesAsync(ContainerNames.Drops));
    }

    [Fact]
    public async Task Failed_drops_are_deleted_too_and_sidecars_with_their_drops()
    {
        string account = fixture.NewAccount();
        Pipeline now = await Pipeline.CreateAsync(account, []);
        await now.LandAsync("pas/failed.csv", await Drops.OfAsync("pas", Drops.Quarter, 50));
        await now.FailedWork.RecordAsync(ContainerNames.Drops, "pas/failed.csv", null, CancellationToken.None);
        await now.LandAsync("pas/failed.csv.manifest.json", "{}"u8.ToArray());
        await now.LandAsync("pas/bad.csv.manifest.json", "{}"u8.ToArray());
        await now.DropAsync("pas/bad.csv", Drops.Bad);
        await now.LandAsync("pas/forgotten.csv", Drops.Bad);
        await now.LandAsync("pas/forgotten.csv.manifest.json", "{}"u8.ToArray());

        await (await Pipeline.CreateAsync(account, [], time: new LaterTime(TimeSpan.FromDays(31)))).Retention.ApplyAsync(CancellationToken.None);

        Assert.Equal(["pas/forgotten.csv", "pas/forgotten.csv.manifest.json"], await now.NamesAsync(ContainerNames.Drops));
    }

    [Fact]
    public async Task The_retention_period_of_an_appending_feeds_drop_starts_at_the_end_of_its_quarter()
    {
        string account = fixture.NewAccount();
        Pipeline now = await Pipeline.CreateAsync(account, []);
        Quarter present = Quarter.Containing(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        await now.DropAsync("pas/adds.csv", await Drops.OfAsync("pas", present.AddQuarters(1), 50));
        await now.DropAsync("workforce/replaces.csv", await Drops.OfAsync("workforce", present.AddQuarters(1), 50));
        DateTimeOffset start = TimeProvider.System.GetUtcNow();
        double untilItsEnd = (present.AddQuarters(1).LastDay.ToDateTime(new TimeOnly(12, 0)) - start.UtcDateTime).TotalDays;

        await (await Pipeline.CreateAsync(account, [], time: new LaterTime(TimeSpan.FromDays(untilItsEnd + 29)))).Retention.ApplyAsync(CancellationToken.None);
        Assert.Equal(["pas/adds.csv"], await now.NamesAsync(ContainerNames.Drops));

        await (await Pipeline.CreateAsync(account, [], time: new LaterTime(TimeSpan.FromDays(untilItsEnd + 31)))).Retention.ApplyAsync(CancellationToken.None);
        Assert.Empty(await now.NamesAsync(ContainerNames.Drops));
    }
}
