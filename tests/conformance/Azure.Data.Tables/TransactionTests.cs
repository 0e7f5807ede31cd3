using Azure.Data.Tables.Models;
using static Azure.Data.Tables.TableTransactionActionType;

namespace Azure.Data.Tables.Conformance;

[Collection(AzuriteCollection.Name)]
public class TransactionTests(Azurite azurite)
{
    [Fact]
    public async Task One_hundred_mixed_actions_happen_together()
    {
        TableClient table = await azurite.NewTableAsync();
        foreach (int row in Enumerable.Range(0, 60))
            await table.AddEntityAsync(Row(row, "Old", 1));
        ETag first = (await table.GetEntityAsync<TableEntity>("p", "000")).Value.ETag;
        TableTransactionAction[] actions =
        [
            new(UpdateMerge, Row(0, "New", 2), first),
            .. Rows(1, 14).Select(row => new TableTransactionAction(UpdateMerge, row, ETag.All)),
            .. Rows(15, 15).Select(row => new TableTransactionAction(UpdateReplace, row, ETag.All)),
            .. Rows(30, 10).Select(row => new TableTransactionAction(UpsertMerge, row)),
            .. Rows(40, 10).Select(row => new TableTransactionAction(UpsertReplace, row)),
            .. Rows(50, 10).Select(row => new TableTransactionAction(Delete, row)),
            .. Rows(60, 20).Select(row => new TableTransactionAction(Add, row)),
            .. Rows(80, 10).Select(row => new TableTransactionAction(UpsertMerge, row)),
            .. Rows(90, 10).Select(row => new TableTransactionAction(UpsertReplace, row)),
        ];

        Response<IReadOnlyList<Response>> response = await table.SubmitTransactionAsync(actions);
        List<TableEntity> rows = await table.QueryAsync<TableEntity>().ToListAsync();

        Assert.Equal((100, 202), (response.Value.Count, response.GetRawResponse().Status));
        Assert.All(response.Value, answer => Assert.Equal(204, answer.Status));
        Assert.Equal([.. Enumerable.Range(0, 50), .. Enumerable.Range(60, 40)], rows.Select(row => int.Parse(row.RowKey, null)));
        Assert.All(rows, row => Assert.Equal(2, row.GetInt32("New")));
        IEnumerable<TableEntity> merged = rows.Where(row => row.ContainsKey("Old"));
        Assert.Equal([.. Enumerable.Range(0, 15), .. Enumerable.Range(30, 10)], merged.Select(row => int.Parse(row.RowKey, null)));
        Assert.Equal(rows[^1].ETag, response.Value[^1].Headers.ETag);
    }

    [Fact]
    public async Task A_failed_action_undoes_the_others_and_is_told_by_its_index()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(Row(3, "Old", 1));
        await table.AddEntityAsync(Row(4, "Old", 1));
        TableTransactionAction[] actions =
        [
            new(Add, Row(0, "New", 2)), new(UpsertReplace, Row(4, "New", 2)), new(Add, Row(1, "New", 2)),
            new(Add, Row(3, "New", 2)), new(Add, Row(5, "New", 2)),
        ];

        var failed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions));
        List<TableEntity> rows = await table.QueryAsync<TableEntity>().ToListAsync();

        Assert.Equal((409, 3), (failed.Status, failed.FailedTransactionActionIndex));
        Assert.True(failed.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Equal(["003", "004"], rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.Equal((1, null), (row.GetInt32("Old"), row.GetInt32("New"))));
    }

    [Fact]
    public async Task An_old_ETag_fails_the_transaction()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(Row(0, "A", 1));
        ETag old = (await table.GetEntityAsync<TableEntity>("p", "000")).Value.ETag;
        await table.UpsertEntityAsync(Row(0, "A", 2));

        var failed = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(Add, Row(1, "A", 3)), new(UpdateReplace, Row(0, "A", 3), old)]));

        Assert.Equal((412, 1), (failed.Status, failed.FailedTransactionActionIndex));
        Assert.True(failed.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Equal(2, (await table.QueryAsync<TableEntity>().ToListAsync()).Single().GetInt32("A"));
    }

    [Fact]
    public async Task Deleting_a_missing_entity_fails_a_transaction()
    {
        TableClient table = await azurite.NewTableAsync();

        var failed = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(Add, Row(0, "A", 1)), new(Delete, Row(1, "A", 1))]));

        Assert.Equal((404, 1), (failed.Status, failed.FailedTransactionActionIndex));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task More_than_100_actions_are_refused_by_the_service()
    {
        TableClient table = await azurite.NewTableAsync();

        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(Rows(0, 101).Select(row => new TableTransactionAction(Add, row))));

        Assert.Equal(400, refused.Status);
        Assert.True(refused.ErrorCode == TableErrorCode.InvalidInput);
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_transaction_needs_an_action()
    {
        TableClient table = await azurite.NewTableAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.SubmitTransactionAsync(null));
    }

    [Fact]
    public async Task Odd_keys_and_every_type_survive_a_transaction()
    {
        TableClient table = await azurite.NewTableAsync();
        var entity = new TableEntity("O'Neill & Größe 🚓", "50%|a''b|{c}")
        {
            ["Text"] = "--batch\r\nHTTP/1.1 200 {OK} 名前",
            ["Long"] = long.MaxValue,
            ["Double"] = 5.0,
            ["Guid"] = Guid.Empty,
            ["Bytes"] = new byte[] { 1 },
            ["Moment"] = DateTimeOffset.MaxValue,
            ["Flag"] = true,
        };

        await table.SubmitTransactionAsync([new(Add, entity), new(UpsertMerge, new TableEntity(entity.PartitionKey, "other"))]);
        await table.SubmitTransactionAsync([new(UpdateMerge, entity, ETag.All)]);
        TableEntity read = await table.GetEntityAsync<TableEntity>(entity.PartitionKey, entity.RowKey);

        Assert.All((IDictionary<string, object>)entity, property => Assert.Equal(property.Value, read[property.Key]));
    }

    private static IEnumerable<TableEntity> Rows(int first, int count) => Enumerable.Range(first, count).Select(row => Row(row, "New", 2));

    private static TableEntity Row(int row, string property, int value) => new("p", $"{row:D3}") { [property] = value };
}
