using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using IncDiv.Contracts;
using IncDiv.Contracts.Output;
using IncDiv.Storage.Measures;

namespace IncDiv.Storage.Tests.Measures;

[Collection(StorageTests.Name)]
public sealed class MeasureStoreTests(StorageFixture fixture)
{
    private readonly MeasureStore _store = new(fixture.Storage);

    [Fact]
    public async Task The_rows_are_in_Parquet_and_in_both_tables()
    {
        Quarter quarter = new(2001, 1);
        MeasureRow[] rows = [MeasureRows.Row() with { Quarter = quarter.ToString() }, MeasureRows.Row(group: "Black", value: null) with { Quarter = quarter.ToString() }];
        await PutAsync(_store, quarter, [], rows);

        Assert.Equal(rows, await _store.FindAsync(quarter, 1, CancellationToken.None));
        TableEntity figure = await fixture.Storage.Table(TableNames.Measures).GetEntityAsync<TableEntity>(quarter.ToString(), "PAS-01|level|all|All|");
        Assert.Equal(72.25, figure.GetDouble("value"));
        Assert.Equal(new DateTimeOffset(2017, 3, 31, 0, 0, 0, TimeSpan.Zero), figure.GetDateTimeOffset("period_end"));
        TableEntity masked = await fixture.Storage.Table(TableNames.MeasureHistory).GetEntityAsync<TableEntity>("PAS-01|level|ethnicity|Black|", quarter.ToString());
        Assert.Equal("c", masked.GetString("symbol"));
        Assert.False(masked.ContainsKey("value"));
    }

    [Fact]
    public async Task A_row_that_is_gone_leaves_the_tables()
    {
        Quarter quarter = new(2001, 2);
        MeasureRow[] before = [MeasureRows.Row(), MeasureRows.Row(id: "PAS-02")], now = [MeasureRows.Row(id: "PAS-02")];
        await PutAsync(_store, quarter, [], before);
        await PutAsync(_store, quarter, before, now);

        Assert.Equal(["PAS-02|level|all|All|"], await RowKeysAsync(TableNames.Measures, quarter));
        Assert.False((await fixture.Storage.Table(TableNames.MeasureHistory).GetEntityIfExistsAsync<TableEntity>("PAS-01|level|all|All|", quarter.ToString())).HasValue);
    }

    [Fact]
    public async Task A_write_that_died_half_way_can_be_repeated()
    {
        Quarter quarter = new(2001, 3);
        MeasureRow[] before = [MeasureRows.Row(), MeasureRows.Row(id: "PAS-02")], now = [MeasureRows.Row(id: "PAS-03")];
        await PutAsync(_store, quarter, [], before);
        await fixture.Storage.Table(TableNames.Measures).DeleteEntityAsync(quarter.ToString(), "PAS-01|level|all|All|");
        await PutAsync(_store, quarter, before, now);

        Assert.Equal(["PAS-03|level|all|All|"], await RowKeysAsync(TableNames.Measures, quarter));
    }

    [Fact]
    public async Task Tables_that_a_dead_write_left_mixed_are_mended()
    {
        Quarter quarter = new(2002, 1);
        MeasureRow[] written = [MeasureRows.Row(value: 1), MeasureRows.Row(id: "PAS-02")], other = [MeasureRows.Row(value: 2), MeasureRows.Row(id: "PAS-09")];
        await PutAsync(_store, quarter, [], written);
        var dead = new MeasureStore(fixture.WithFaults(failing: "edition=1"));
        await Assert.ThrowsAnyAsync<Exception>(() => PutAsync(dead, quarter, written, other));
        Assert.Contains("PAS-09|level|all|All|", await RowKeysAsync(TableNames.Measures, quarter));

        await _store.MendAsync(quarter, written, CancellationToken.None);

        Assert.Equal(["PAS-01|level|all|All|", "PAS-02|level|all|All|"], await RowKeysAsync(TableNames.Measures, quarter));
        TableEntity figure = await fixture.Storage.Table(TableNames.Measures).GetEntityAsync<TableEntity>(quarter.ToString(), "PAS-01|level|all|All|");
        Assert.Equal(1, figure.GetDouble("value"));
    }

    [Fact]
    public async Task A_sealed_edition_takes_nothing_from_a_writer_who_began_before()
    {
        Quarter quarter = new(2002, 2);
        MeasureRow[] written = [MeasureRows.Row(value: 1)], late = [MeasureRows.Row(value: 2)];
        await PutAsync(_store, quarter, [], written);
        string version = (await _store.VersionsAsync(quarter, CancellationToken.None))[1];
        await _store.SealAsync(quarter, 1, CancellationToken.None);

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => _store.PutAsync(quarter, 1, written, late, version, CancellationToken.None));

        Assert.Equal(412, refused.Status);
        Assert.Equal(written, await _store.FindAsync(quarter, 1, CancellationToken.None));
        TableEntity figure = await fixture.Storage.Table(TableNames.Measures).GetEntityAsync<TableEntity>(quarter.ToString(), "PAS-01|level|all|All|");
        Assert.Equal(1, figure.GetDouble("value"));
        figure = await fixture.Storage.Table(TableNames.MeasureHistory).GetEntityAsync<TableEntity>("PAS-01|level|all|All|", quarter.ToString());
        Assert.Equal(1, figure.GetDouble("value"));
    }

    [Fact]
    public async Task A_thousand_rows_are_split_into_transactions()
    {
        Quarter quarter = new(2001, 4);
        MeasureRow[] rows = [.. Enumerable.Range(0, 1_050).Select(i => MeasureRows.Row(group: $"Group {i}"))];
        await PutAsync(_store, quarter, [], rows);
        Assert.Equal(1_050, (await RowKeysAsync(TableNames.Measures, quarter)).Count);
    }

    // A hundred of them are more than 4 MiB.
    [Fact]
    public async Task Long_rows_are_split_into_transactions_that_are_not_too_long()
    {
        Quarter quarter = new(2003, 1);
        MeasureRow[] rows = [.. Enumerable.Range(0, 150).Select(i => MeasureRows.Row(group: $"Group {i}") with { Note = new string('é', 25_000) })];
        var lengths = new ConcurrentBag<long>();
        var store = new MeasureStore(fixture.With(new AnsweringHandler(request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
                lengths.Add(request.Content!.Headers.ContentLength!.Value);
            return null;
        })));
        await PutAsync(store, quarter, [], rows);

        Assert.Equal(150, (await RowKeysAsync(TableNames.Measures, quarter)).Count);
        Assert.All(lengths, l => Assert.InRange(l, 1, 4 * 1024 * 1024));
        Assert.True(lengths.Sum() > 2 * 1024 * 1024);
    }

    [Fact]
    public async Task An_edition_that_was_not_written_is_not_found() =>
        Assert.Null(await _store.FindAsync(new Quarter(2001, 1), 9, CancellationToken.None));

    private static async Task PutAsync(MeasureStore store, Quarter quarter, IReadOnlyList<MeasureRow> before, IReadOnlyList<MeasureRow> rows) =>
        await store.PutAsync(quarter, 1, before, rows, (await store.VersionsAsync(quarter, CancellationToken.None)).GetValueOrDefault(1), CancellationToken.None);

    private async Task<IReadOnlyList<string>> RowKeysAsync(string table, Quarter quarter)
    {
        var keys = new List<string>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {quarter.ToString()}");
        await foreach (TableEntity row in fixture.Storage.Table(table).QueryAsync<TableEntity>(filter))
            keys.Add(row.RowKey);
        return keys;
    }
}
