using System.Collections.Concurrent;
using Azure.Storage.Blobs.Specialized;

namespace IncDiv.Storage.Tests.Measures;

[Collection(StorageTests.Name)]
public sealed class MeasureTablesTests(StorageFixture fixture)
{
    private readonly MeasureStore _measures = new(fixture.Storage);
    private readonly MeasureTables _tables = Tables(fixture.Storage);

    [Fact]
    public async Task A_row_is_in_both_tables_by_its_columns()
    {
        Quarter quarter = new(2003, 1);
        await CopyAsync(quarter, MeasureRows.Row(), MeasureRows.Row(group: "Black", value: null));

        TableEntity figure = await fixture.Storage.Table(TableNames.Measures).GetEntityAsync<TableEntity>(quarter.ToString(), "PAS-01|level|all|All|");
        Assert.Equal(72.25, figure.GetDouble("value"));
        Assert.Equal(new DateTimeOffset(2017, 3, 31, 0, 0, 0, TimeSpan.Zero), figure.GetDateTimeOffset("period_end"));
        TableEntity masked = await fixture.Storage.Table(TableNames.MeasureHistory).GetEntityAsync<TableEntity>(
            "PAS-01|level|ethnicity|Black|", quarter.ToString());
        Assert.Equal("c", masked.GetString("symbol"));
        Assert.False(masked.ContainsKey("value"));
    }

    [Fact]
    public async Task A_series_has_a_row_for_each_quarter_of_its_newest_edition()
    {
        Quarter before = new(2004, 1), quarter = new(2004, 2);
        await PutAsync(before, MeasureRows.Row(value: 1));
        await PutAsync(quarter, MeasureRows.Row(value: 2));
        await PutAsync(quarter, MeasureRows.Row(value: 3));
        await _tables.CatchUpAsync(CancellationToken.None);

        Assert.Equal([(before, 1d), (quarter, 3d)], [(before, await SeriesAsync("PAS-01", before)), (quarter, await SeriesAsync("PAS-01", quarter))]);
    }

    [Fact]
    public async Task Rows_that_are_in_the_tables_are_not_copied_again()
    {
        Quarter quarter = new(2004, 3);
        await CopyAsync(quarter, MeasureRows.Row());
        Assert.DoesNotContain(quarter, await _tables.StaleAsync(CancellationToken.None));

        await PutAsync(quarter, MeasureRows.Row(value: 5));
        Assert.Contains(quarter, await _tables.StaleAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Lost_tables_are_copied_again_after_their_record_is_cleared()
    {
        Quarter quarter = new(2005, 3);
        await CopyAsync(quarter, MeasureRows.Row());
        await fixture.Storage.Table(TableNames.Measures).DeleteEntityAsync(quarter.ToString(), "PAS-01|level|all|All|");
        await fixture.Storage.Table(TableNames.MeasureHistory).DeleteEntityAsync("PAS-01|level|all|All|", quarter.ToString());
        await fixture.Storage.Container(ContainerNames.Work).DeleteBlobAsync($"tables/{quarter}.parquet");
        await _tables.CatchUpAsync(CancellationToken.None);
        Assert.Equal(["PAS-01|level|all|All|"], await RowKeysAsync(quarter));
        Assert.Equal(72.25, await SeriesAsync("PAS-01", quarter));
    }

    [Fact]
    public async Task A_quarter_that_cannot_be_copied_delays_no_other()
    {
        Quarter bad = new(2005, 4), good = new(2006, 1);
        await PutAsync(bad, MeasureRows.Row());
        await PutAsync(good, MeasureRows.Row());
        await InterruptAsync(failing: $"tables/{bad}");
        Assert.Equal(72.25, await SeriesAsync("PAS-01", good));
        Assert.Contains(bad, await _tables.StaleAsync(CancellationToken.None));
        Assert.DoesNotContain(good, await _tables.StaleAsync(CancellationToken.None));
    }

    // The copy stalls before its first row. Another process copies a newer edition completely, and then the stalled copy writes its rows.
    [Fact]
    public async Task A_copy_by_a_process_that_lost_its_lease_is_made_again()
    {
        Quarter quarter = new(2006, 2);
        await CopyAsync(quarter, MeasureRows.Row(value: 1));
        await PutAsync(quarter, MeasureRows.Row(value: 2));
        TaskCompletionSource stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource resume = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task late = Tables(fixture.With(new StallingHandler(stalled, resume.Task))).CatchUpAsync(CancellationToken.None);
        await stalled.Task;
        await fixture.Storage.Container(ContainerNames.Work).GetBlobClient($"leases/tables-{quarter}").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        await CopyAsync(quarter, MeasureRows.Row(value: 3));
        resume.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => late);

        Assert.Contains(quarter, await _tables.StaleAsync(CancellationToken.None));
        await _tables.CatchUpAsync(CancellationToken.None);
        Assert.Equal(3, await SeriesAsync("PAS-01", quarter));
        Assert.DoesNotContain(quarter, await _tables.StaleAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_deleted_row_and_the_rows_of_a_deleted_edition_are_removed_from_the_tables()
    {
        Quarter quarter = new(2004, 4);
        await CopyAsync(quarter, MeasureRows.Row(), MeasureRows.Row(id: "PAS-02"));
        await CopyAsync(quarter, MeasureRows.Row(id: "PAS-02"));
        Assert.Equal(["PAS-02|level|all|All|"], await RowKeysAsync(quarter));
        Assert.Null(await SeriesAsync("PAS-01", quarter));
        Assert.NotNull(await SeriesAsync("PAS-02", quarter));

        foreach (int edition in new[] { 1, 2 })
            await fixture.Storage.Container(ContainerNames.Measures).GetBlobClient($"quarter={quarter}/edition={edition}/measures.parquet").DeleteAsync();
        await _tables.CatchUpAsync(CancellationToken.None);
        Assert.Empty(await RowKeysAsync(quarter));
        Assert.Null(await SeriesAsync("PAS-02", quarter));
    }

    [Fact]
    public async Task Rows_left_by_an_interrupted_copy_are_removed_by_the_next()
    {
        Quarter quarter = new(2005, 1);
        await PutAsync(quarter, MeasureRows.Row(value: 1), MeasureRows.Row(id: "PAS-07"));
        await InterruptAsync(failing: $"tables/{quarter}");
        Assert.NotNull(await SeriesAsync("PAS-07", quarter));
        await CopyAsync(quarter, MeasureRows.Row(value: 1));

        Assert.Equal(["PAS-01|level|all|All|"], await RowKeysAsync(quarter));
        Assert.Null(await SeriesAsync("PAS-07", quarter));
        Assert.Equal(1, await SeriesAsync("PAS-01", quarter));
    }

    // The first copy changed a figure that the second writes with its earlier value.
    [Fact]
    public async Task After_two_overlapping_interrupted_copies_a_third_leaves_nothing_of_either()
    {
        Quarter quarter = new(2005, 2);
        await CopyAsync(quarter, MeasureRows.Row(value: 1));
        await PutAsync(quarter, MeasureRows.Row(value: 2), MeasureRows.Row(id: "PAS-07"));
        await InterruptAsync(failing: $"tables/{quarter}");
        await PutAsync(quarter, MeasureRows.Row(value: 1), MeasureRows.Row(id: "PAS-08"));
        await InterruptAsync(failing: "$batch");

        await _tables.CatchUpAsync(CancellationToken.None);

        Assert.Equal(["PAS-01|level|all|All|", "PAS-08|level|all|All|"], await RowKeysAsync(quarter));
        Assert.Equal((1d, null), (await SeriesAsync("PAS-01", quarter), await SeriesAsync("PAS-07", quarter)));
    }

    [Fact]
    public async Task A_thousand_rows_are_split_into_transactions()
    {
        Quarter quarter = new(2001, 4);
        await CopyAsync(quarter, [.. Enumerable.Range(0, 1_050).Select(i => MeasureRows.Row(group: $"Group {i}"))]);
        Assert.Equal(1_050, (await RowKeysAsync(quarter)).Count);
    }

    // A hundred of them are more than 4 MiB.
    [Fact]
    public async Task Long_rows_are_split_into_transactions_that_are_not_too_long()
    {
        Quarter quarter = new(2003, 2);
        await PutAsync(quarter, [.. Enumerable.Range(0, 150).Select(i => MeasureRows.Row(group: $"Group {i}") with { Note = new string('é', 25_000) })]);
        var lengths = new ConcurrentBag<long>();
        await Tables(fixture.With(new AnsweringHandler(request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
                lengths.Add(request.Content!.Headers.ContentLength!.Value);
            return null;
        }))).CatchUpAsync(CancellationToken.None);

        Assert.Equal(150, (await RowKeysAsync(quarter)).Count);
        Assert.All(lengths, l => Assert.InRange(l, 1, 4 * 1024 * 1024));
        Assert.True(lengths.Sum() > 2 * 1024 * 1024);
    }

    private sealed class StallingHandler(TaskCompletionSource stalled, Task resume) : DelegatingHandler(new HttpClientHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
            {
                stalled.TrySetResult();
                await resume;
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private static MeasureTables Tables(PipelineStorage storage) => new(storage, new MeasureStore(storage), ContractSet.Embedded, TimeProvider.System);

    private async Task CopyAsync(Quarter quarter, params MeasureRow[] rows)
    {
        await PutAsync(quarter, rows);
        await _tables.CatchUpAsync(CancellationToken.None);
    }

    private async Task PutAsync(Quarter quarter, params MeasureRow[] rows) => await _measures.PutAsync(
        quarter, await _measures.NewestAsync(quarter, CancellationToken.None) + 1, rows, CancellationToken.None);

    private async Task InterruptAsync(string failing) =>
        await Assert.ThrowsAnyAsync<Exception>(() => Tables(fixture.WithFaults(failing)).CatchUpAsync(CancellationToken.None));

    private async Task<double?> SeriesAsync(string measure, Quarter quarter)
    {
        var found = await fixture.Storage.Table(TableNames.MeasureHistory).GetEntityIfExistsAsync<TableEntity>($"{measure}|level|all|All|", quarter.ToString());
        return found.HasValue ? found.Value!.GetDouble("value") : null;
    }

    private async Task<IReadOnlyList<string>> RowKeysAsync(Quarter quarter)
    {
        var keys = new List<string>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {quarter.ToString()}");
        await foreach (TableEntity row in fixture.Storage.Table(TableNames.Measures).QueryAsync<TableEntity>(filter))
            keys.Add(row.RowKey);
        return keys;
    }
}
