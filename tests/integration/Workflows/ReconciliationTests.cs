using Microsoft.Extensions.Logging;

namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class ReconciliationTests(WorkflowsFixture fixture)
{
    [Fact]
    public async Task A_drop_without_an_event_is_ingested_after_a_waiting_time()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, time: new LaterTime(TimeSpan.FromMinutes(11)));
        await pipeline.LandAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await pipeline.LandAsync("pas/march.csv.manifest.json", "{}"u8.ToArray());
        await pipeline.LandAsync("pass/mistyped.csv", "a"u8.ToArray());
        await pipeline.Reconciliation.RunAsync(CancellationToken.None);

        Assert.Equal(
            [("pas", DropOutcome.Accepted), ("unknown", DropOutcome.Quarantined)],
            (await pipeline.LedgerAsync()).Select(d => (d.Feed, d.Outcome)));
        IReadOnlyList<string> settled = await StorageState.OfAsync(pipeline);
        await pipeline.Reconciliation.RunAsync(CancellationToken.None);
        Assert.Equal(settled, await StorageState.OfAsync(pipeline));
    }

    [Fact]
    public async Task A_drop_that_has_just_landed_is_left_to_its_own_event()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, time: new LaterTime(TimeSpan.FromMinutes(9)));
        await pipeline.LandAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await pipeline.Reconciliation.RunAsync(CancellationToken.None);
        Assert.Empty(await pipeline.LedgerAsync());
    }

    [Fact]
    public async Task A_quarter_that_still_waits_is_announced_again()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        ETag? missed = await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None);
        await pipeline.Reconciliation.RunAsync(CancellationToken.None);

        Assert.NotEqual(missed, await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None));
        Assert.Equal(["measures/2016-17-Q4.json"], await pipeline.NamesAsync(ContainerNames.Work, "measures/"));
    }

    [Fact]
    public async Task A_drop_that_cannot_be_completed_delays_no_other_drop()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, time: new LaterTime(TimeSpan.FromMinutes(11)));
        await pipeline.DropAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        DropRecord row = Assert.Single(await pipeline.LedgerAsync());
        // An accepted drop without a quarter is invalid, so processing it throws.
        await new DropLedger(pipeline.Storage).RecordAsync(row with { Quarters = [], Finished = false }, CancellationToken.None);
        await pipeline.LandAsync("victim-satisfaction/march.csv", await Drops.OfAsync("victim-satisfaction", Drops.Quarter, 20));

        await Assert.ThrowsAsync<AggregateException>(() => pipeline.Reconciliation.RunAsync(CancellationToken.None));

        Assert.Equal([false, true], (await pipeline.LedgerAsync()).Select(d => d.Finished));
    }

    [Fact]
    public async Task A_sidecar_that_landed_after_its_drop_is_reported()
    {
        string account = fixture.NewAccount();
        Pipeline pipeline = await Pipeline.CreateAsync(account, []);
        await pipeline.LandAsync("staff-survey/before.csv.manifest.json", "{}"u8.ToArray());
        DateTimeOffset landed = (await pipeline.LandAsync("staff-survey/before.csv", await Drops.OfAsync("staff-survey", Drops.Quarter, 20))).LastModified;
        await pipeline.LandAsync("staff-survey/after.csv", await Drops.OfAsync("staff-survey", Drops.Quarter, 20, seed: 2));
        await pipeline.Intake.IngestAsync("staff-survey/before.csv", CancellationToken.None);
        await pipeline.Intake.IngestAsync("staff-survey/after.csv", CancellationToken.None);
        // Storage reports times in whole seconds.
        while ((await pipeline.LandAsync("staff-survey/after.csv.manifest.json", "{}"u8.ToArray())).LastModified <= landed.AddSeconds(1))
            await Task.Delay(50);
        var log = new WarningLog();
        await new Reconciliation(
            new DropStore(pipeline.Storage), new DropLedger(pipeline.Storage), pipeline.Intake, pipeline.Markers, pipeline.Home, pipeline.Clock, log)
            .RunAsync(CancellationToken.None);

        DropRecord after = Assert.Single(await pipeline.LedgerAsync(), d => d.File == "staff-survey/after.csv");
        Assert.StartsWith($"The sidecar of staff-survey/{after.Id} landed after the drop", Assert.Single(log.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("after.csv", log.Warnings[0], StringComparison.Ordinal);
    }

    private sealed class WarningLog : ILogger<Reconciliation>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Warnings.Add(formatter(state, exception));
    }
}
