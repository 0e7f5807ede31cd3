namespace IncDiv.Workflows.Tests;

/// <summary>Drops whose processing failed or was interrupted.</summary>
[Collection(WorkflowsTests.Name)]
public sealed class FailedDropTests(WorkflowsFixture fixture)
{
    [Fact]
    public async Task A_failed_drop_has_a_receipt_and_the_state_failed_until_it_is_replayed()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, time: new LaterTime(TimeSpan.FromMinutes(11)));
        await pipeline.LandAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await pipeline.FailedWork.RecordAsync(ContainerNames.Drops, "pas/march.csv", null, CancellationToken.None);
        await pipeline.FailedWork.RecordAsync(ContainerNames.Work, "measures/2016-17-Q4.json", null, CancellationToken.None);

        DropRecord failed = Assert.Single(await pipeline.LedgerAsync());
        Assert.Equal(DropOutcome.Failed, failed.Outcome);
        Assert.NotNull(await pipeline.Outcomes.FindReceiptAsync("pas", failed.Id, CancellationToken.None));
        Assert.Equal(["pas/march.csv"], await pipeline.NamesAsync(ContainerNames.Drops));
        await pipeline.Reconciliation.RunAsync(CancellationToken.None);
        Assert.Equal(DropOutcome.Failed, Assert.Single(await pipeline.LedgerAsync()).Outcome);

        Assert.Equal(["pas/march.csv"], (await pipeline.Replay.RunAsync("pas", failed.Id, CancellationToken.None)).Replayed);
        await pipeline.Reconciliation.RunAsync(CancellationToken.None);
        Assert.Equal((DropOutcome.Accepted, true), (Assert.Single(await pipeline.LedgerAsync()).Outcome, (await pipeline.LedgerAsync())[0].Finished));
        Assert.DoesNotContain(await pipeline.NamesAsync(ContainerNames.Receipts), n => n.Contains(failed.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_of_an_older_version_or_of_an_ingested_drop_leaves_no_second_state()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.LandAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await pipeline.FailedWork.RecordAsync(ContainerNames.Drops, "pas/march.csv", "\"0xOLD\"", CancellationToken.None);
        Assert.Empty(await pipeline.LedgerAsync());
        await pipeline.Intake.IngestAsync("pas/march.csv", CancellationToken.None);
        await pipeline.FailedWork.RecordAsync(ContainerNames.Drops, "pas/march.csv", null, CancellationToken.None);
        Assert.Equal(DropOutcome.Accepted, Assert.Single(await pipeline.LedgerAsync()).Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_drop_whose_process_crashed_after_writing_its_ledger_row_is_completed_by_reconciliation(bool fileIsGone)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, time: new LaterTime(TimeSpan.FromMinutes(11)));
        await pipeline.DropAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        DropRecord row = Assert.Single(await pipeline.LedgerAsync());
        await new DropLedger(pipeline.Storage).RecordAsync(row with { Finished = false }, CancellationToken.None);
        await pipeline.Markers.ClearAsync(
            Drops.Quarter, (await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None))!.Value, CancellationToken.None);
        if (fileIsGone)
            await pipeline.Storage.Container(ContainerNames.Drops).DeleteBlobAsync("pas/march.csv");

        await pipeline.Reconciliation.RunAsync(CancellationToken.None);

        Assert.Equal([Drops.Quarter], await pipeline.Markers.WaitingAsync(CancellationToken.None));
        Assert.True(Assert.Single(await pipeline.LedgerAsync()).Finished);
    }

    // The process that recorded the failure crashed before it saw that another process had ingested the drop.
    [Theory]
    [InlineData("the message again")]
    [InlineData("the event again")]
    [InlineData("replay")]
    public async Task A_drop_with_two_states_loses_the_failed_one(string whatComes)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, time: new LaterTime(TimeSpan.FromMinutes(11)));
        await pipeline.LandAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await pipeline.FailedWork.RecordAsync(ContainerNames.Drops, "pas/march.csv", null, CancellationToken.None);
        DropRecord failed = Assert.Single(await pipeline.LedgerAsync());
        await pipeline.Intake.IngestAsync("pas/march.csv", CancellationToken.None);
        await new DropLedger(pipeline.Storage).RecordAsync(failed, CancellationToken.None);
        await new ReceiptStore(pipeline.Storage).PutReceiptAsync(failed.Feed, failed.Id, "{}"u8.ToArray(), CancellationToken.None);

        if (whatComes == "the message again")
            await pipeline.FailedWork.RecordAsync(ContainerNames.Drops, "pas/march.csv", failed.ETag, CancellationToken.None);
        if (whatComes == "the event again")
            await pipeline.Intake.IngestAsync("pas/march.csv", CancellationToken.None);
        if (whatComes == "replay")
        {
            await pipeline.Replay.RunAsync(null, null, CancellationToken.None);
            await pipeline.Reconciliation.RunAsync(CancellationToken.None);
        }

        DropRecord taken = Assert.Single(await pipeline.LedgerAsync());
        Assert.Equal((DropOutcome.Accepted, true), (taken.Outcome, taken.Finished));
        Assert.DoesNotContain(await pipeline.NamesAsync(ContainerNames.Receipts), n => n.Contains(failed.Id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replay_ends_the_failed_state_of_a_version_that_no_longer_exists(bool writtenAnew)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.LandAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await pipeline.FailedWork.RecordAsync(ContainerNames.Drops, "pas/march.csv", null, CancellationToken.None);
        DropRecord failed = Assert.Single(await pipeline.LedgerAsync());
        if (writtenAnew)
            await pipeline.LandAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 21));
        else
            await pipeline.Storage.Container(ContainerNames.Drops).DeleteBlobAsync("pas/march.csv");
        Assert.False((await pipeline.Health.ReportAsync(CancellationToken.None)).Healthy);

        ReplayResult result = await pipeline.Replay.RunAsync(null, null, CancellationToken.None);

        Assert.Empty(result.Replayed);
        Assert.Equal(["pas/march.csv"], result.Gone);
        Assert.Empty(await pipeline.LedgerAsync());
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Receipts));
        Assert.Equal([$"pas/{failed.Id}"], await pipeline.AuditAsync("failed drop gone"));
        Assert.True((await pipeline.Health.ReportAsync(CancellationToken.None)).Healthy);
    }
}
