using System.Collections.Concurrent;
using IncDiv.Ingestion;
using IncDiv.Storage.Leases;

namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class DropIntakeTests(WorkflowsFixture fixture)
{
    [Fact]
    public async Task An_accepted_drop_has_curated_data_a_receipt_a_rejects_file_a_ledger_row_and_its_quarter_waits()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 100, bad: 0.03);
        await pipeline.DropAsync("pas/wave 4/march.csv", content);

        DropRecord drop = Assert.Single(await pipeline.LedgerAsync());
        Assert.Equal(("pas", DropOutcome.Accepted, "pas/wave 4/march.csv", content.LongLength), (drop.Feed, drop.Outcome, drop.File, drop.Bytes));
        Assert.Equal(100, drop.RowsRead);
        Assert.True(drop.RowsRejected > 0);
        Assert.Equal(drop.RowsRead, drop.RowsAccepted + drop.RowsRejected);
        Assert.Equal([$"pas/quarter=2016-17-Q4/drop={drop.Id}.parquet"], await pipeline.NamesAsync(ContainerNames.Curated));
        Assert.Equal([$"pas/{drop.Id}.html", $"pas/{drop.Id}.json", $"pas/{drop.Id}.rejects.csv"], await pipeline.NamesAsync(ContainerNames.Receipts));
        Assert.Equal(["pas/wave 4/march.csv"], await pipeline.NamesAsync(ContainerNames.Drops));
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Quarantine));
        Assert.Equal([Drops.Quarter], await pipeline.Markers.WaitingAsync(CancellationToken.None));

        using JsonDocument receipt = JsonDocument.Parse((await pipeline.Outcomes.FindReceiptAsync("pas", drop.Id, CancellationToken.None))!);
        Assert.Equal("accepted", receipt.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(drop.RowsAccepted, receipt.RootElement.GetProperty("rowsAccepted").GetInt64());
        string rejects = await pipeline.TextAsync(ContainerNames.Receipts, $"pas/{drop.Id}.rejects.csv");
        Assert.True(rejects.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length > drop.RowsRejected);
    }

    [Fact]
    public async Task A_quarantined_drop_moves_and_nothing_of_it_reaches_curated_data()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        // Half the rows are faulty. This exceeds the tolerance, but is only known after many good rows.
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 300, bad: 0.5);
        await pipeline.DropAsync("pas/march.csv", content);

        DropRecord drop = Assert.Single(await pipeline.LedgerAsync());
        Assert.Equal(DropOutcome.Quarantined, drop.Outcome);
        Assert.Contains(drop.Counts, c => c.Code == "E109");
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Curated));
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Drops));
        Assert.Empty(await pipeline.Markers.WaitingAsync(CancellationToken.None));
        Assert.Equal(content, await pipeline.BytesAsync(ContainerNames.Quarantine, "pas/march.csv"));
        Assert.Contains("E109", await pipeline.Outcomes.FindReceiptAsync("pas", drop.Id, CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_bad_file_dropped_twice_has_two_rows_in_the_ledger()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("pas/march.csv", Drops.Bad);
        await pipeline.DropAsync("pas/april.csv", Drops.Bad);
        await pipeline.DropAsync("pas/march.csv", Drops.Bad);

        IReadOnlyList<DropRecord> ledger = await pipeline.LedgerAsync();
        Assert.All(ledger, d => Assert.Equal(DropOutcome.Quarantined, d.Outcome));
        Assert.Equal(["pas/april.csv", "pas/march.csv", "pas/march.csv"], ledger.Select(d => d.File).Order(StringComparer.Ordinal));
        Assert.Equal(3, (await pipeline.NamesAsync(ContainerNames.Receipts)).Count(n => n.EndsWith(".json", StringComparison.Ordinal)));
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Drops));
    }

    [Fact]
    public async Task Two_bad_files_of_the_same_name_are_both_kept_in_quarantine()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] other = [.. Drops.Bad, (byte)'\n'];
        await pipeline.DropAsync("pas/wave/march.csv", Drops.Bad);
        await pipeline.DropAsync("pas/wave/march.csv", other);
        await pipeline.DropAsync("pas/wave/march.csv", other);

        string id = DropId.Compute(other);
        Assert.Equal([$"pas/wave/{id}/march.csv", "pas/wave/march.csv"], await pipeline.NamesAsync(ContainerNames.Quarantine));
        Assert.Equal(Drops.Bad, await pipeline.BytesAsync(ContainerNames.Quarantine, "pas/wave/march.csv"));
        Assert.Equal(other, await pipeline.BytesAsync(ContainerNames.Quarantine, $"pas/wave/{id}/march.csv"));
    }

    [Theory]
    [InlineData("pas/other name.csv")]
    [InlineData("pas/march.csv")]
    public async Task A_second_drop_of_the_same_bytes_is_a_duplicate_that_names_the_earlier_drop(string secondName)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 50);
        await pipeline.DropAsync("pas/march.csv", content);
        DropRecord first = Assert.Single(await pipeline.LedgerAsync());
        ETag curated = await pipeline.VersionAsync(ContainerNames.Curated, $"pas/quarter=2016-17-Q4/drop={first.Id}.parquet");
        await pipeline.DropAsync(secondName, content);

        IReadOnlyList<DropRecord> ledger = await pipeline.LedgerAsync();
        Assert.Equal(2, ledger.Count);
        DropRecord second = Assert.Single(ledger, d => d.Id != first.Id);
        Assert.Equal((DropOutcome.Duplicate, first.Id, secondName), (second.Outcome, second.DuplicateOf, second.File));
        Assert.Contains(first.Id, await pipeline.Outcomes.FindReceiptAsync("pas", second.Id, CancellationToken.None), StringComparison.Ordinal);
        Assert.Equal(curated, await pipeline.VersionAsync(ContainerNames.Curated, Assert.Single(await pipeline.NamesAsync(ContainerNames.Curated))));
    }

    [Fact]
    public async Task When_two_drops_with_the_same_bytes_land_together_one_is_the_duplicate()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 50);
        string[] files = [.. Enumerable.Range(0, 6).Select(n => $"pas/{n}.csv")];
        foreach (string file in files)
            await pipeline.LandAsync(file, content);
        await Task.WhenAll(files.Select(f => pipeline.Intake.IngestAsync(f, CancellationToken.None)));

        IReadOnlyList<DropRecord> ledger = await pipeline.LedgerAsync();
        Assert.Equal(files, ledger.Select(d => d.File).Order(StringComparer.Ordinal));
        DropRecord accepted = Assert.Single(ledger, d => d.Outcome == DropOutcome.Accepted);
        Assert.All(ledger.Where(d => d != accepted), d => Assert.Equal((DropOutcome.Duplicate, accepted.Id), (d.Outcome, d.DuplicateOf)));
        Assert.Contains(accepted.File, await pipeline.Outcomes.FindReceiptAsync("pas", accepted.Id, CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_delivery_of_the_same_version_changes_nothing()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("pas/march.csv", await Drops.OfAsync("pas", Drops.Quarter, 50));
        IReadOnlyList<string> before = await StorageState.OfAsync(pipeline);
        ETag marker = (await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None))!.Value;
        await pipeline.Intake.IngestAsync("pas/march.csv", CancellationToken.None);

        Assert.Equal(before, await StorageState.OfAsync(pipeline));
        Assert.Equal(marker, await pipeline.Markers.VersionAsync(Drops.Quarter, CancellationToken.None));
    }

    [Theory]
    [InlineData("pass/march.csv")]
    [InlineData("march.csv")]
    public async Task A_drop_outside_the_folders_of_feeds_is_quarantined_as_unknown(string file)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync(file, await Drops.OfAsync("pas", Drops.Quarter, 5));

        DropRecord drop = Assert.Single(await pipeline.LedgerAsync());
        Assert.Equal(("unknown", DropOutcome.Quarantined), (drop.Feed, drop.Outcome));
        Assert.Equal([new IssueCount("E110", 1)], drop.Counts);
        Assert.Contains($"unknown/{drop.Id}.json", await pipeline.NamesAsync(ContainerNames.Receipts));
        Assert.Equal([file], await pipeline.NamesAsync(ContainerNames.Quarantine));
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Drops));
    }

    [Fact]
    public async Task A_sidecar_and_a_deleted_drop_are_ignored()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("pas/march.csv.manifest.json", "{\"rows\":5}"u8.ToArray());
        await pipeline.Intake.IngestAsync("pas/gone.csv", CancellationToken.None);

        Assert.Empty(await pipeline.LedgerAsync());
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Receipts));
        Assert.Equal(["pas/march.csv.manifest.json"], await pipeline.NamesAsync(ContainerNames.Drops));
    }

    [Fact]
    public async Task A_drop_that_spans_two_quarters_lands_as_two_parts_and_both_quarters_wait()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        Quarter before = Drops.Quarter.AddQuarters(-1);
        await pipeline.DropAsync(
            "pas/half-year.csv",
            Drops.Joined(await Drops.OfAsync("pas", before, 40, 1), await Drops.OfAsync("pas", Drops.Quarter, 60, 2)));

        DropRecord drop = Assert.Single(await pipeline.LedgerAsync());
        Assert.Equal([new QuarterRows("2016-17-Q3", 40), new QuarterRows("2016-17-Q4", 60)], drop.Quarters);
        Assert.Equal(
            [$"pas/quarter=2016-17-Q3/drop={drop.Id}.parquet", $"pas/quarter=2016-17-Q4/drop={drop.Id}.parquet"],
            await pipeline.NamesAsync(ContainerNames.Curated));
        Assert.Equal([before, Drops.Quarter], await pipeline.Markers.WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_drop_for_an_old_quarter_requests_later_quarters_too_because_their_windows_include_it()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("workforce/q4.csv", await Drops.OfAsync("workforce", Drops.Quarter, 20));
        await pipeline.ComputeAsync();
        Assert.Empty(await pipeline.Markers.WaitingAsync(CancellationToken.None));
        await pipeline.DropAsync("workforce/q3.csv", await Drops.OfAsync("workforce", Drops.Quarter.AddQuarters(-1), 20));
        Assert.Equal([Drops.Quarter.AddQuarters(-1), Drops.Quarter], await pipeline.Markers.WaitingAsync(CancellationToken.None));
    }

    /// <summary>A chart covers sixteen earlier quarters: q to q + 16 are requested, the quarters before and after are not.</summary>
    [Fact]
    public async Task A_late_drop_requests_only_the_quarters_whose_charts_include_it()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        Quarter late = Drops.Quarter.AddQuarters(-17);
        byte[] history = await Drops.OfAsync("pas", late.AddQuarters(-1), 5);
        for (Quarter quarter = late.AddQuarters(1); quarter <= Drops.Quarter; quarter = quarter.AddQuarters(1))
            history = Drops.Joined(history, await Drops.OfAsync("pas", quarter, 5));
        await pipeline.DropAsync("pas/history.csv", history);
        IReadOnlyList<Quarter> all = await pipeline.Markers.WaitingAsync(CancellationToken.None);
        Assert.Equal(18, all.Count);
        foreach (Quarter quarter in all)
            Assert.True(await pipeline.Markers.ClearAsync(
                quarter, (await pipeline.Markers.VersionAsync(quarter, CancellationToken.None))!.Value, CancellationToken.None));

        await pipeline.DropAsync("pas/late.csv", await Drops.OfAsync("pas", late, 5));

        Assert.Equal(Enumerable.Range(0, 17).Select(late.AddQuarters), await pipeline.Markers.WaitingAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("pas", "0123456789abcdef")]
    [InlineData("pas", "../unknown/0123")]
    [InlineData("../work", "0123456789abcdef")]
    [InlineData("unheard-of", "0123456789abcdef")]
    public async Task A_file_that_was_never_dropped_has_no_receipt(string feed, string id)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        Assert.Null(await pipeline.Outcomes.FindReceiptAsync(feed, id, CancellationToken.None));
    }

    [Fact]
    public async Task Completion_waits_for_the_process_that_ingests_the_same_bytes()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 20);
        await pipeline.DropAsync("pas/march.csv", content);
        await pipeline.DropAsync("pas/again.csv", content);
        DropRecord duplicate = Assert.Single(await pipeline.LedgerAsync(), d => d.Outcome == DropOutcome.Duplicate);
        await using (await new WriterLeases(pipeline.Storage, TimeProvider.System).AcquireAsync($"drop-pas-{duplicate.DuplicateOf}", CancellationToken.None))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pipeline.Intake.CompleteAsync(duplicate, patience.Token));
        }
        await pipeline.Intake.CompleteAsync(duplicate, CancellationToken.None);
    }

    [Theory]
    [InlineData("spy-of-the-tests.csv")]
    [InlineData("spy-of-the-tests/march.csv")]
    public async Task A_trace_names_the_feed_and_never_the_file(string file)
    {
        var subjects = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a => subjects.Add($"{a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => t.Value))}"),
        };
        ActivitySource.AddActivityListener(listener);
        await (await Pipeline.CreateAsync(fixture)).DropAsync(file, Drops.Bad);

        Assert.Contains("ingest unknown", subjects);
        Assert.DoesNotContain(subjects, s => s.Contains("spy-of-the-tests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_function_is_triggered_by_its_own_writes()
    {
        string account = fixture.NewAccount();
        Pipeline pipeline = await Pipeline.CreateAsync(account, []);
        await pipeline.LandAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 40));
        await pipeline.LandAsync("workforce/bad.csv", Drops.Bad);
        var ingest = new CrashingTransport();
        var ingesting = new Pipeline(account, transport: ingest);
        await ingesting.Intake.IngestAsync("workforce/march.csv", CancellationToken.None);
        await ingesting.Intake.IngestAsync("workforce/bad.csv", CancellationToken.None);
        Assert.Contains("work/measures/2016-17-Q4.json", ingest.Written);
        Assert.DoesNotContain(ingest.Written, w => w.StartsWith("drops/", StringComparison.Ordinal));

        var compute = new CrashingTransport();
        await new Pipeline(account, transport: compute, measures: Pipeline.FewMeasures).Computation.ComputeAsync(Drops.Quarter, CancellationToken.None);
        Assert.Contains("work/drafts/2016-17-Q4.parquet", compute.Written);
        Assert.DoesNotContain(
            compute.Written,
            w => w.StartsWith("drops/", StringComparison.Ordinal) || w.StartsWith("work/measures/", StringComparison.Ordinal));
    }
}
