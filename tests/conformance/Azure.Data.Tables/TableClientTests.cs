using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Conformance;

[Collection(AzuriteCollection.Name)]
public class TableClientTests(Azurite azurite)
{
    [Fact]
    public void A_client_knows_its_table_account_and_address()
    {
        var table = new TableClient(azurite.ConnectionString, "Measures");

        Assert.Equal(("Measures", "devstoreaccount1"), (table.Name, table.AccountName));
        Assert.Equal($"{azurite.TableEndpoint}/Measures", table.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Creating_a_table_that_exists_fails_unless_it_may_exist()
    {
        var table = new TableClient(azurite.ConnectionString, Azurite.NewName());

        Response<TableItem> created = await table.CreateIfNotExistsAsync();
        Response<TableItem> found = await table.CreateIfNotExistsAsync();
        var conflict = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());

        Assert.Equal((table.Name, table.Name), (created.Value.Name, found.Value.Name));
        Assert.Equal((204, 409), (created.GetRawResponse().Status, found.GetRawResponse().Status));
        Assert.Equal(409, conflict.Status);
        Assert.True(conflict.ErrorCode == TableErrorCode.TableAlreadyExists);
    }

    [Fact]
    public async Task Deleting_a_table_that_is_gone_is_no_error()
    {
        TableClient table = await azurite.NewTableAsync();

        Assert.Equal(204, (await table.DeleteAsync()).Status);
        Assert.Equal(404, (await table.DeleteAsync()).Status);
    }

    [Fact]
    public async Task An_added_entity_is_read_back_with_time_and_ETag()
    {
        TableClient table = await azurite.NewTableAsync();

        Response response = await table.AddEntityAsync(new TableEntity("2026Q1", "WF-01") { ["Value"] = 42.6 });
        TableEntity read = await table.GetEntityAsync<TableEntity>("2026Q1", "WF-01");

        Assert.Equal(204, response.Status);
        Assert.Equal(("2026Q1", "WF-01", (double?)42.6), (read.PartitionKey, read.RowKey, read.GetDouble("Value")));
        Assert.Equal(response.Headers.ETag, read.ETag);
        Assert.Equal(TimeSpan.Zero, read.Timestamp!.Value.Offset);
        Assert.Equal(["PartitionKey", "RowKey", "Timestamp", "Value", "odata.etag"], read.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Adding_an_entity_twice_fails_with_EntityAlreadyExists()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var conflict = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(409, conflict.Status);
        Assert.True(conflict.ErrorCode == TableErrorCode.EntityAlreadyExists);
    }

    [Fact]
    public async Task An_entity_that_does_not_exist_is_an_error_or_no_value()
    {
        TableClient table = await azurite.NewTableAsync();

        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        NullableResponse<TableEntity> none = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        await table.AddEntityAsync(new TableEntity("p", "r"));
        NullableResponse<TableEntity> one = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.Equal(404, missing.Status);
        Assert.True(missing.ErrorCode == TableErrorCode.ResourceNotFound);
        Assert.False(none.HasValue);
        Assert.Throws<InvalidOperationException>(() => none.Value);
        Assert.Equal(404, none.GetRawResponse().Status);
        Assert.Equal("r", one.Value!.RowKey);
    }

    [Fact]
    public async Task Select_returns_the_named_properties_only()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2, ["C"] = 3 });

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r", select: ["A", "C"]);

        Assert.Equal((1, 3), (read.GetInt32("A"), read.GetInt32("C")));
        Assert.DoesNotContain("B", read.Keys);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, 1)]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_upsert_inserts_and_then_merges_or_replaces(TableUpdateMode mode, int? kept)
    {
        TableClient table = await azurite.NewTableAsync();

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, mode);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, mode);

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal((kept, 2), (read.GetInt32("A"), read.GetInt32("B")));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, 1)]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_update_with_the_current_ETag_merges_or_replaces(TableUpdateMode mode, int? kept)
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        ETag current = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag;

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, current, mode);

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal((kept, 2), (read.GetInt32("A"), read.GetInt32("B")));
        Assert.NotEqual(current, read.ETag);
    }

    [Fact]
    public async Task An_update_or_delete_with_an_old_ETag_fails_with_UpdateConditionNotSatisfied()
    {
        TableClient table = await azurite.NewTableAsync();
        var entity = new TableEntity("p", "r") { ["A"] = 1 };
        await table.AddEntityAsync(entity);
        ETag old = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 2 });

        var update = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(entity, old, TableUpdateMode.Replace));
        var delete = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", old));

        Assert.Equal((412, 412), (update.Status, delete.Status));
        Assert.True(update.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.True(delete.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task ETag_All_updates_what_exists_and_nothing_else()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, ETag.All);
        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "other"), ETag.All));

        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
        Assert.Equal(404, missing.Status);
        await Assert.ThrowsAsync<ArgumentException>("ifMatch", () => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
    }

    [Fact]
    public async Task Deleting_an_entity_that_is_gone_is_no_error()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));
        await table.AddEntityAsync(new TableEntity("p", "s"));

        Assert.Equal(204, (await table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(204, (await table.DeleteEntityAsync(new TableEntity("p", "s"))).Status);
    }

    [Fact]
    public async Task A_table_that_does_not_exist_is_told_by_its_error_code()
    {
        var table = new TableClient(azurite.ConnectionString, Azurite.NewName());

        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(404, missing.Status);
        Assert.True(missing.ErrorCode == TableErrorCode.TableNotFound);
    }

    [Theory]
    [InlineData("O'Neill", "it''s '")]
    [InlineData("Größe", "名前 🚓")]
    [InlineData("a b+c&d=e", "50%,100%25;(x)")]
    [InlineData("WF-01|share|rank|Sergeant|", "$x:@y!*~`^{z}[w]<v>\"u\"")]
    [InlineData("", "")]
    public async Task Keys_with_odd_characters_name_one_entity(string partitionKey, string rowKey)
    {
        TableClient table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new TableEntity(partitionKey, rowKey) { ["A"] = 1 });
        await table.UpdateEntityAsync(new TableEntity(partitionKey, rowKey) { ["A"] = 2 }, ETag.All);
        TableEntity read = await table.GetEntityAsync<TableEntity>(partitionKey, rowKey);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey eq {rowKey}");
        List<TableEntity> found = await table.QueryAsync<TableEntity>(filter).ToListAsync();
        await table.DeleteEntityAsync(partitionKey, rowKey, read.ETag);

        Assert.Equal((partitionKey, rowKey, 2), (read.PartitionKey, read.RowKey, read.GetInt32("A")));
        Assert.Equal((partitionKey, rowKey), (Assert.Single(found).PartitionKey, found[0].RowKey));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task Keys_must_not_be_null()
    {
        TableClient table = await azurite.NewTableAsync();

        await Assert.ThrowsAsync<ArgumentNullException>("rowKey", () => table.GetEntityAsync<TableEntity>("p", null));
        await Assert.ThrowsAsync<ArgumentNullException>("partitionKey", () => table.DeleteEntityAsync(null, "r"));
        await Assert.ThrowsAsync<ArgumentNullException>("partitionKey", () => table.UpsertEntityAsync(new TableEntity()));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity("p", null)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync<TableEntity>(null!));
    }
}
