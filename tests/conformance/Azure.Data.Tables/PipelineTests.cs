namespace Azure.Data.Tables.Conformance;

/// <summary>What the pipeline of the real Azure.Core does for the clients, seen between them and the emulator.</summary>
[Collection(AzuriteCollection.Name)]
public class PipelineTests(Azurite azurite)
{
    [Fact]
    public async Task A_busy_service_is_asked_again()
    {
        TableClient made = await azurite.NewTableAsync();
        var transport = new ScriptedTransport(new ScriptedResponse(503), new ScriptedResponse(503), null);
        var table = new TableClient(azurite.TableEndpoint, made.Name, azurite.SharedKey, Options(transport));

        Response response = await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });

        Assert.Equal((204, 3), (response.Status, transport.Requests.Count));
        Assert.Single(transport.Requests.Select(request => request.Headers["x-ms-client-request-id"]).Distinct());
        Assert.All(transport.Requests, request => Assert.StartsWith("SharedKeyLite devstoreaccount1:", request.Headers["Authorization"]));
        Assert.Single(transport.Requests.Select(request => request.Body).Distinct());
        Assert.Equal(1, (await made.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task A_service_that_stays_busy_fails_after_the_retries()
    {
        var transport = new ScriptedTransport([.. Enumerable.Range(0, 4).Select(_ => new ScriptedResponse(503))]);
        var table = new TableClient(azurite.ConnectionString, "t1234", Options(transport));

        var failed = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityIfExistsAsync<TableEntity>("p", "r"));

        Assert.Equal((503, 4), (failed.Status, transport.Requests.Count));
    }

    [Fact]
    public async Task A_refusal_is_not_asked_again()
    {
        TableClient made = await azurite.NewTableAsync();
        await made.AddEntityAsync(new TableEntity("p", "r"));
        var transport = new ScriptedTransport([null]);
        var table = new TableClient(azurite.ConnectionString, made.Name, Options(transport));

        await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task A_cancelled_call_stops_before_the_network()
    {
        TableClient table = await azurite.NewTableAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.AddEntityAsync(new TableEntity("p", "r"), cancelled.Token));

        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_call_cancelled_between_two_tries_stops()
    {
        using var cancellation = new CancellationTokenSource();
        var transport = new ScriptedTransport(new ScriptedResponse(503), new ScriptedResponse(204)) { Answering = cancellation.Cancel };
        var table = new TableClient(azurite.ConnectionString, "t1234", Options(transport));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.AddEntityAsync(new TableEntity("p", "r"), cancellation.Token));

        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task Every_try_is_signed_anew_so_that_a_new_account_key_is_used_at_once()
    {
        TableClient made = await azurite.NewTableAsync();
        var credential = new TableSharedKeyCredential(azurite.SharedKey.AccountName, Convert.ToBase64String(new byte[64]));
        var transport = new ScriptedTransport(new ScriptedResponse(503), null) { Answering = () => credential.SetAccountKey(azurite.AccountKey) };
        var table = new TableClient(azurite.TableEndpoint, made.Name, credential, Options(transport));

        Response response = await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal((204, 2), (response.Status, transport.Requests.Count));
        Assert.Equal(2, transport.Requests.Select(request => request.Headers["Authorization"]).Distinct().Count());
    }

    private static TableClientOptions Options(ScriptedTransport transport) =>
        new() { Transport = transport, Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) } };
}
