namespace IncDiv.Workflows.Tests;

/// <summary>Which conditions alert an operator.</summary>
[Collection(WorkflowsTests.Name)]
public sealed class HealthTests(WorkflowsFixture fixture)
{
    private const string LongAfterDue = "2018-05-02";

    private readonly string _account = fixture.NewAccount();

    [Fact]
    public async Task Nothing_is_waiting_when_everything_is_processed()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(_account, []);
        await pipeline.DropAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await pipeline.LandAsync("pas/march.csv.manifest.json", "{}"u8.ToArray());
        await SettleAsync(pipeline);

        HealthReport report = await ReportAsync(TimeSpan.FromHours(5));
        Assert.Equal((true, 0, null, null), (report.Healthy, report.WaitingDrops, report.OldestWaitingMinutes, report.OldestQuarterMinutes));
        Assert.Empty(report.FailedDrops.Concat(report.WaitingQuarters).Concat(report.OverduePacks));
    }

    [Theory]
    [InlineData(118, true)]
    [InlineData(121, false)]
    public async Task A_drop_may_wait_for_two_reconciliations_and_no_longer(int minutes, bool healthy)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(_account, []);
        await pipeline.LandAsync("pas/march.csv", Drops.Bad);

        HealthReport report = await ReportAsync(TimeSpan.FromMinutes(minutes));

        Assert.Equal((healthy, 1), (report.Healthy, report.WaitingDrops));
        Assert.InRange(report.OldestWaitingMinutes!.Value, minutes, minutes + 1.5);
    }

    [Theory]
    [InlineData(118, true)]
    [InlineData(121, false)]
    public async Task A_quarter_may_wait_as_long(int minutes, bool healthy)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(_account, []);
        await pipeline.Markers.RequestAsync(Drops.Quarter, CancellationToken.None);

        HealthReport report = await ReportAsync(TimeSpan.FromMinutes(minutes));

        Assert.Equal(healthy, report.Healthy);
        Assert.Equal(["2016-17-Q4"], report.WaitingQuarters);
        Assert.InRange(report.OldestQuarterMinutes!.Value, minutes, minutes + 1.5);
    }

    [Fact]
    public async Task A_failed_drop_waits_for_an_operator_at_once()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(_account, []);
        await pipeline.LandAsync("pas/march.csv", Drops.Bad);
        await pipeline.FailedWork.RecordAsync(ContainerNames.Drops, "pas/march.csv", null, CancellationToken.None);

        HealthReport report = await ReportAsync(TimeSpan.Zero);

        Assert.False(report.Healthy);
        Assert.Equal([$"pas/{Assert.Single(await pipeline.LedgerAsync()).Id}"], report.FailedDrops);
    }

    [Fact]
    public async Task A_pack_is_overdue_a_day_after_it_could_be_published_whatever_was_received_today()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(_account, []);
        await pipeline.DropAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await SettleAsync(pipeline);
        Assert.Empty((await ReportAsync(TimeSpan.FromHours(23), LongAfterDue)).OverduePacks);
        DropRecord row = Assert.Single(await pipeline.LedgerAsync());
        await new DropLedger(pipeline.Storage).RecordAsync(row with { Id = "0123456789abcdef", Landed = row.Landed.AddHours(24) }, CancellationToken.None);

        HealthReport report = await ReportAsync(TimeSpan.FromHours(25), LongAfterDue);

        Assert.False(report.Healthy);
        Assert.Contains("stride-quarterly/2016-17-Q4", report.OverduePacks);
    }

    private async Task<HealthReport> ReportAsync(TimeSpan later, string today = "2017-04-02") =>
        await new Pipeline(_account, today, new LaterTime(later)).Health.ReportAsync(CancellationToken.None);

    private static async Task SettleAsync(Pipeline pipeline) =>
        Assert.True(await pipeline.Markers.ClearAsync(
            Drops.Quarter, (await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None))!.Value, CancellationToken.None));
}
