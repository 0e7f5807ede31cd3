using Azure.Storage.Blobs.Specialized;
using IncDiv.Storage.Leases;

namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class QuarterComputationTests(WorkflowsFixture fixture)
{
    private const string Edition1 = "quarter=2016-17-Q4/edition=1/measures.parquet";
    private const string Draft = "drafts/2016-17-Q4.parquet";

    [Fact]
    public async Task A_marker_leads_to_a_draft_and_is_deleted_and_no_reader_of_figures_gets_the_draft()
    {
        Pipeline pipeline = await WithWorkforceAsync(60, measures: null);

        Assert.Contains(Draft, await pipeline.NamesAsync(ContainerNames.Work));
        Assert.Empty(await pipeline.Markers.WaitingAsync(CancellationToken.None));
        Assert.Contains(await pipeline.MeasuresAsync(Drops.Quarter), r => r is { MeasureId: "WF-20", Value: > 0 });
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Measures));
        Assert.Equal(0, await CountAsync(pipeline, TableNames.Measures, "PartitionKey eq '2016-17-Q4'"));
    }

    [Fact]
    public async Task The_first_pack_publishes_the_figures_in_parquet_and_both_tables()
    {
        Pipeline pipeline = await WithWorkforceAsync(60);
        IReadOnlyList<MeasureRow> draft = await pipeline.MeasuresAsync(Drops.Quarter);
        await PublishAsync(pipeline);

        Assert.Equal([Edition1], await pipeline.NamesAsync(ContainerNames.Measures));
        Assert.DoesNotContain(Draft, await pipeline.NamesAsync(ContainerNames.Work));
        IReadOnlyList<MeasureRow> rows = await pipeline.MeasuresAsync(Drops.Quarter);
        Assert.Equal(draft, rows);
        Assert.All(rows, r => Assert.Equal(("2016-17-Q4", 1), (r.Quarter, r.Edition)));
        Assert.Equal(rows.Count, await CountAsync(pipeline, TableNames.Measures, "PartitionKey eq '2016-17-Q4'"));
        Assert.Equal(rows.Count, await CountAsync(pipeline, TableNames.MeasureHistory, "RowKey eq '2016-17-Q4'"));
    }

    [Fact]
    public async Task Without_a_marker_nothing_is_computed()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.Computation.ComputeAsync(Drops.Quarter, CancellationToken.None);
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Measures));
    }

    [Fact]
    public async Task A_process_that_finds_another_one_computing_leaves_the_quarters_to_it()
    {
        var time = new FastTime();
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, time: time, measures: Pipeline.FewMeasures);
        await pipeline.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 60));
        await using (await new WriterLeases(pipeline.Storage, TimeProvider.System).AcquireAsync("computation", CancellationToken.None))
            await pipeline.Computation.ComputeWaitingAsync(CancellationToken.None);
        Assert.Equal([Drops.Quarter], await pipeline.Markers.WaitingAsync(CancellationToken.None));
        Assert.DoesNotContain(Draft, await pipeline.NamesAsync(ContainerNames.Work));

        // Uses real time from here, because with fast time a renewal of a third of a second would lose the lease.
        time.Speed = 1;
        await pipeline.Computation.ComputeWaitingAsync(CancellationToken.None);

        Assert.Empty(await pipeline.Markers.WaitingAsync(CancellationToken.None));
        Assert.Contains(Draft, await pipeline.NamesAsync(ContainerNames.Work));
    }

    [Fact]
    public async Task A_process_that_finds_another_one_computing_ends_within_seconds()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.Markers.RequestAsync(Drops.Quarter, CancellationToken.None);
        var leases = new WriterLeases(pipeline.Storage, new FastTime());
        await using WriterLease? _ = await leases.AcquireOrWaitForExpiryAsync("computation", CancellationToken.None);

        // A process waits at most 36 seconds for the lease of a crashed process.
        await pipeline.Computation.ComputeWaitingAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(15));

        Assert.Equal([Drops.Quarter], await pipeline.Markers.WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_process_that_finds_the_lease_of_a_crashed_one_waits_until_it_expires()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, measures: Pipeline.FewMeasures);
        await pipeline.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 60));
        // No process renews the lease or gives a sign of life.
        await pipeline.Blob(ContainerNames.Work, "leases/computation").UploadAsync(BinaryData.Empty);
        await pipeline.Blob(ContainerNames.Work, "leases/computation").GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60));
        Task next = pipeline.Computation.ComputeWaitingAsync(CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.False(next.IsCompleted);
        await pipeline.EndLeasesAsync();
        await next;

        Assert.Empty(await pipeline.Markers.WaitingAsync(CancellationToken.None));
        Assert.Contains(Draft, await pipeline.NamesAsync(ContainerNames.Work));
    }

    [Fact]
    public async Task A_request_made_while_the_lease_is_released_is_announced_again()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        ETag? asked = null;
        var ending = new HookedTransport(async request =>
        {
            if (asked is not null || !request.Headers.TryGetValue("x-ms-lease-action", out string? action) || action != "release")
                return;
            // A request finds the lease held. This is the last moment at which its process may stop waiting.
            await pipeline.Markers.RequestIfIdleAsync(Drops.Quarter, CancellationToken.None);
            asked = await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None);
        });

        await new Pipeline(pipeline.Account, transport: ending).Computation.ComputeWaitingAsync(CancellationToken.None);

        Assert.NotNull(asked);
        Assert.NotEqual(asked, await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None));
    }

    [Fact]
    public async Task Quarters_left_at_the_time_limit_are_announced_again_once_the_lease_is_free()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, time: new LeapingTime());
        await pipeline.Markers.RequestAsync(Drops.Quarter, CancellationToken.None);
        ETag? before = await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None);

        await pipeline.Computation.ComputeWaitingAsync(CancellationToken.None);

        Assert.DoesNotContain(Draft, await pipeline.NamesAsync(ContainerNames.Work));
        Assert.NotEqual(before, await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None));
        var leases = new WriterLeases(pipeline.Storage, new FastTime());
        await using WriterLease? free = await leases.AcquireOrWaitForExpiryAsync("computation", CancellationToken.None);
        Assert.NotNull(free);
    }

    [Fact]
    public async Task Unchanged_data_computed_again_writes_nothing()
    {
        Pipeline pipeline = await WithWorkforceAsync(60);
        ETag version = await pipeline.VersionAsync(ContainerNames.Work, Draft);
        await RecomputeAsync(pipeline);

        Assert.Equal(version, await pipeline.VersionAsync(ContainerNames.Work, Draft));
        Assert.Empty(await pipeline.Markers.WaitingAsync(CancellationToken.None));
        Assert.Equal(1, await CountAsync(pipeline, TableNames.Audit, "Action eq 'measures computed'"));
    }

    [Fact]
    public async Task Before_publication_changed_data_makes_another_draft()
    {
        Pipeline pipeline = await WithWorkforceAsync(60);
        Assert.InRange(await PeopleAsync(pipeline), 50, 60);
        await pipeline.DropLaterAsync("workforce/corrected.csv", await Drops.OfAsync("workforce", Drops.Quarter, 90));
        await pipeline.ComputeAsync();

        Assert.InRange(await PeopleAsync(pipeline), 80, 90);
        await PublishAsync(pipeline);
        Assert.Equal([Edition1], await pipeline.NamesAsync(ContainerNames.Measures));
        Assert.InRange(await PeopleAsync(pipeline), 80, 90);
    }

    [Fact]
    public async Task After_publication_changed_data_changes_nothing_that_is_published()
    {
        Pipeline pipeline = await WithWorkforceAsync(60);
        await PublishAsync(pipeline);
        byte[] published = await pipeline.BytesAsync(ContainerNames.Measures, Edition1);
        await pipeline.DropLaterAsync("workforce/corrected.csv", await Drops.OfAsync("workforce", Drops.Quarter, 90));
        await pipeline.ComputeAsync();
        await PublishAsync(pipeline);

        Assert.Equal([Edition1], await pipeline.NamesAsync(ContainerNames.Measures));
        Assert.Equal(published, await pipeline.BytesAsync(ContainerNames.Measures, Edition1));
        Assert.DoesNotContain(Draft, await pipeline.NamesAsync(ContainerNames.Work));
        string corrected = (await pipeline.LedgerAsync()).Single(d => d.File == "workforce/corrected.csv").Id;
        Assert.Equal([$"workforce/{corrected}/2016-17-Q4"], (await pipeline.Health.ReportAsync(CancellationToken.None)).NotUsed);
    }

    [Fact]
    public async Task A_feed_that_comes_in_after_publication_makes_edition_2_and_the_rows_of_other_feeds_stay()
    {
        Pipeline pipeline = await WithWorkforceAsync(60, [.. Pipeline.FewMeasures, "VSS-01"]);
        await PublishAsync(pipeline);
        await pipeline.DropLaterAsync("workforce/corrected.csv", await Drops.OfAsync("workforce", Drops.Quarter, 90));
        await pipeline.DropAsync("victim-satisfaction/march.csv", await Drops.OfAsync("victim-satisfaction", Drops.Quarter, 300));
        await pipeline.ComputeAsync();
        await PublishAsync(pipeline);

        IReadOnlyList<MeasureRow> first = await pipeline.MeasuresAsync(Drops.Quarter), second = await pipeline.MeasuresAsync(Drops.Quarter, 2);
        Assert.Equal(first.Where(r => r.Feed == "workforce"), second.Where(r => r.Feed == "workforce").Select(r => r with { Edition = 1 }));
        Assert.Contains(second, r => r is { Feed: "victim-satisfaction", Value: not null });
        Assert.All(second, r => Assert.Equal(2, r.Edition));
    }

    [Fact]
    public async Task A_wave_that_comes_in_late_takes_the_place_of_the_one_that_was_carried_forward()
    {
        Pipeline pipeline = await WithWorkforceAsync(60, [.. Pipeline.FewMeasures, "SS-01"]);
        await pipeline.DropAsync("staff-survey/before.csv", await Drops.OfAsync("staff-survey", Drops.Quarter.AddQuarters(-4), 300));
        await pipeline.ComputeAsync();
        await PublishAsync(pipeline);
        await pipeline.DropAsync("staff-survey/late.csv", await Drops.OfAsync("staff-survey", Drops.Quarter, 300));
        await pipeline.ComputeAsync();
        await PublishAsync(pipeline);

        Assert.All(await WavesAsync(1), p => Assert.True(p < Drops.Quarter.FirstDay));
        Assert.All(await WavesAsync(2), p => Assert.Equal(Drops.Quarter.LastDay, p));

        async Task<IReadOnlyList<DateOnly>> WavesAsync(int edition)
        {
            IEnumerable<MeasureRow> rows = await pipeline.MeasuresAsync(Drops.Quarter, edition);
            DateOnly[] waves = [.. rows.Where(r => r is { MeasureId: "SS-01", Value: not null }).Select(r => r.PeriodEnd)];
            Assert.NotEmpty(waves);
            return waves;
        }
    }

    [Fact]
    public async Task For_a_replacing_feed_the_drop_that_landed_last_counts_whichever_is_ingested_last()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, measures: Pipeline.FewMeasures);
        await pipeline.DropAsync("workforce/first.csv", await Drops.OfAsync("workforce", Drops.Quarter, 60));
        await pipeline.DropLaterAsync("workforce/last.csv", await Drops.OfAsync("workforce", Drops.Quarter, 70));
        await pipeline.Intake.IngestAsync("workforce/first.csv", CancellationToken.None);
        await pipeline.ComputeAsync();
        Assert.InRange(await PeopleAsync(pipeline), 61, 70);
    }

    [Fact]
    public async Task For_an_appending_feed_all_drops_of_the_quarter_count()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("victim-satisfaction/january.csv", await Drops.OfAsync("victim-satisfaction", Drops.Quarter, 120, 1));
        await pipeline.DropAsync("victim-satisfaction/february.csv", await Drops.OfAsync("victim-satisfaction", Drops.Quarter, 130, 2));
        await pipeline.ComputeAsync();

        IReadOnlyList<DropRecord> ledger = await pipeline.LedgerAsync();
        Assert.All(ledger, d => Assert.Equal(DropOutcome.Accepted, d.Outcome));
        MeasureRow all = Assert.Single(
            await pipeline.MeasuresAsync(Drops.Quarter),
            r => r is { MeasureId: "VSS-01", Breakdown: "all", Statistic: Statistic.Level, Window: MeasureWindow.Quarter });
        // Not everyone answers each question, but there are more answers than one drop has rows.
        Assert.InRange(all.N!.Value, 200, 250);
    }

    private Task<Pipeline> WithWorkforceAsync(int rows) => WithWorkforceAsync(rows, Pipeline.FewMeasures);

    private async Task<Pipeline> WithWorkforceAsync(int rows, IReadOnlyList<string>? measures)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, measures: measures);
        await pipeline.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, rows));
        await pipeline.ComputeAsync();
        return pipeline;
    }

    private static async Task PublishAsync(Pipeline pipeline)
    {
        await pipeline.PublishAsync(Drops.Quarter);
        await pipeline.Tables.CatchUpAsync(CancellationToken.None);
    }

    private static async Task RecomputeAsync(Pipeline pipeline)
    {
        await pipeline.Markers.RequestAsync(Drops.Quarter, CancellationToken.None);
        await pipeline.ComputeAsync();
    }

    // The largest base is the closing strength: the drop's rows without the few leavers of the quarter.
    private static async Task<int> PeopleAsync(Pipeline pipeline) =>
        (await pipeline.MeasuresAsync(Drops.Quarter)).Where(r => r.Feed == "workforce" && r.N is not null).Max(r => r.N!.Value);

    private static async Task<int> CountAsync(Pipeline pipeline, string table, string filter)
    {
        int count = 0;
        await foreach (TableEntity _ in pipeline.Storage.Table(table).QueryAsync<TableEntity>(filter, select: ["PartitionKey"]))
            count++;
        return count;
    }

    /// <summary>A clock that advances by ten minutes each time it is read.</summary>
    private sealed class LeapingTime : TimeProvider
    {
        private long _looks;

        public override long GetTimestamp() => Interlocked.Increment(ref _looks) * TimestampFrequency * 600;
    }
}
