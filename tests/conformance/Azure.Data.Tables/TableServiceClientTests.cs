using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Conformance;

[Collection(AzuriteCollection.Name)]
public class TableServiceClientTests(Azurite azurite)
{
    [Fact]
    public async Task Tables_are_created_listed_and_deleted()
    {
        var service = new TableServiceClient(azurite.ConnectionString);
        string[] names = [.. Enumerable.Range(0, 3).Select(_ => Azurite.NewName()).Order(StringComparer.Ordinal)];
        foreach (string name in names)
            Assert.Equal(name, (await service.CreateTableIfNotExistsAsync(name)).Value.Name);
        Assert.Equal(409, (await service.CreateTableIfNotExistsAsync(names[0])).GetRawResponse().Status);

        List<TableItem> all = await service.QueryAsync(maxPerPage: 1).ToListAsync();
        List<TableItem> one = await service.QueryAsync(TableServiceClient.CreateQueryFilter($"TableName eq {names[1]}")).ToListAsync();
        FormattableString filter = $"TableName eq {names[2]}";
        List<TableItem> formatted = await service.QueryAsync(filter).ToListAsync();
        Response deleted = await service.DeleteTableAsync(names[0]);

        Assert.Equal(names, all.Select(item => item.Name).Intersect(names).Order(StringComparer.Ordinal));
        Assert.Equal((names[1], names[2]), (Assert.Single(one).Name, Assert.Single(formatted).Name));
        Assert.Equal((204, 404), (deleted.Status, (await service.DeleteTableAsync(names[0])).Status));
    }

    [Fact]
    public async Task A_table_client_shares_the_account_of_its_service_client()
    {
        var service = new TableServiceClient(azurite.TableEndpoint, azurite.SharedKey);
        TableClient table = service.GetTableClient(Azurite.NewName());

        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(("devstoreaccount1", azurite.TableEndpoint), (service.AccountName, service.Uri));
        Assert.Equal(service.AccountName, table.AccountName);
        Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var credential = new TableSharedKeyCredential(azurite.SharedKey.AccountName, Convert.ToBase64String(new byte[64]));
        var service = new TableServiceClient(azurite.TableEndpoint, credential);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.CreateTableIfNotExistsAsync(Azurite.NewName()));

        Assert.Equal(403, refused.Status);
    }
}
