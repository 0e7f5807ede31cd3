using Azure.Core;

namespace Azure.Data.Tables.Conformance;

/// <summary>What goes over the wire, without an emulator.</summary>
public class WireTests
{
    private static readonly Uri Account = new("https://account.table.core.windows.net");

    [Fact]
    public async Task A_token_credential_gives_a_bearer_token_for_the_storage_scope()
    {
        var credential = new FixedToken();
        var transport = new ScriptedTransport(new ScriptedResponse(204), new ScriptedResponse(204));
        var table = new TableClient(Account, "Measures", credential, new TableClientOptions { Transport = transport });

        await table.AddEntityAsync(new TableEntity("p", "r"));
        await new TableServiceClient(Account, credential, new TableClientOptions { Transport = transport }).DeleteTableAsync("Measures");

        Assert.All(transport.Requests, request => Assert.Equal("Bearer a-token", request.Headers["Authorization"]));
        Assert.All(credential.Scopes, scope => Assert.Equal("https://storage.azure.com/.default", scope));
        Assert.NotEmpty(credential.Scopes);
    }

    [Fact]
    public async Task A_token_does_not_travel_without_https()
    {
        var options = new TableClientOptions { Transport = new ScriptedTransport() };
        var table = new TableClient(new Uri("http://account.table.core.windows.net"), "Measures", new FixedToken(), options);

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
    }

    [Fact]
    public async Task A_shared_access_signature_goes_into_the_query_once()
    {
        var transport = new ScriptedTransport(new ScriptedResponse(503), new ScriptedResponse(204), new ScriptedResponse(204), new ScriptedResponse(204));
        TableClientOptions Options() => new() { Transport = transport, Retry = { Delay = TimeSpan.FromMilliseconds(1) } };
        var byCredential = new TableClient(new Uri(Account, "Measures"), new AzureSasCredential("?sv=1&sig=a%2Bb"), Options());
        var byUri = new TableClient(new Uri(Account, "Measures?sv=1&sig=a%2Bb"), Options());
        var service = new TableServiceClient(Account, new AzureSasCredential("sv=1&sig=a%2Bb"), Options());

        await byCredential.AddEntityAsync(new TableEntity("p", "r"));
        await byUri.AddEntityAsync(new TableEntity("p", "r"));
        await service.GetTableClient("Measures").AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(("Measures", "Measures"), (byCredential.Name, byUri.Name));
        Assert.Equal(new Uri(Account, "Measures"), byUri.Uri);
        Assert.Equal(4, transport.Requests.Count);
        Assert.All(transport.Requests, request => Assert.Equal($"{Account}Measures?sv=1&sig=a%2Bb", request.Uri.AbsoluteUri));
        var open = new Uri("http://account.table.core.windows.net/Measures");
        Assert.Throws<ArgumentException>("endpoint", () => new TableClient(open, new AzureSasCredential("sig=a")));
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=met;AccountKey=AAAA;EndpointSuffix=core.windows.net", "https://met.table.core.windows.net/", "met")]
    [InlineData("AccountName=met;AccountKey=AAAA==", "https://met.table.core.windows.net/", "met")]
    [InlineData("AccountName=met;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:1234/met;", "http://127.0.0.1:1234/met", "met")]
    public void A_connection_string_names_endpoint_and_account(string connectionString, string endpoint, string account)
    {
        var service = new TableServiceClient(connectionString.Replace("AAAA==", "AA==", StringComparison.Ordinal));

        Assert.Equal((new Uri(endpoint), account), (service.Uri, service.AccountName));
    }

    [Theory]
    [InlineData("AccountName=met", typeof(InvalidOperationException))]
    [InlineData("nonsense", typeof(FormatException))]
    [InlineData("AccountName=met;AccountName=met;AccountKey=AAAA", typeof(FormatException))]
    [InlineData(null, typeof(ArgumentNullException))]
    public void A_connection_string_that_names_no_account_is_refused(string? connectionString, Type error) =>
        Assert.Throws(error, () => new TableServiceClient(connectionString));

    [Fact]
    public async Task An_entity_is_sent_with_the_types_that_JSON_lacks()
    {
        var transport = new ScriptedTransport([new ScriptedResponse(204)]);
        var table = new TableClient(Account, "Measures", new FixedToken(), new TableClientOptions { Transport = transport });

        await table.UpsertEntityAsync(new TableEntity("it's", "r/1")
        {
            ["I"] = 1,
            ["L"] = 1L,
            ["D"] = 1.0,
            ["T"] = new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)),
            ["B"] = BinaryData.FromBytes(new byte[] { 255 }),
            ["N"] = null,
            ETag = new ETag("x"),
            Timestamp = DateTimeOffset.UnixEpoch,
        });

        (string method, Uri uri, Dictionary<string, string> headers, string body) = transport.Requests.Single();
        Assert.Equal(("PATCH", "https://account.table.core.windows.net/Measures(PartitionKey='it%27%27s',RowKey='r%2F1')"), (method, uri.AbsoluteUri));
        Assert.Equal(("2020-12-06", "3.0", "application/json"), (headers["x-ms-version"], headers["DataServiceVersion"], headers["Content-Type"]));
        Assert.DoesNotContain("If-Match", headers.Keys);
        Assert.Equal(
            """{"PartitionKey":"it\u0027s","RowKey":"r/1","I":1,"L@odata.type":"Edm.Int64","L":"1","D@odata.type":"Edm.Double","D":1"""
+ ""","T@odata.type":"Edm.DateTime","T":"2026-01-01T00:00:00.0000000Z","B@odata.type":"Edm.Binary","B":"/w=="}""",
            body);
    }

    [Fact]
    public async Task An_empty_page_does_not_end_a_query()
    {
        var transport = new ScriptedTransport(
            new ScriptedResponse(
                200,
                """{"value":[{"PartitionKey":"p","RowKey":"1"}]}""",
                ("x-ms-continuation-NextPartitionKey", "1!4!cA--"),
                ("x-ms-continuation-NextRowKey", "1!4!Mg--")),
            new ScriptedResponse(200, """{"value":[]}""", ("x-ms-continuation-NextPartitionKey", "1!4!cQ--")),
            new ScriptedResponse(200, """{"value":[{"PartitionKey":"q","RowKey":"2"}]}"""));
        var table = new TableClient(Account, "Measures", new FixedToken(), new TableClientOptions { Transport = transport });

        List<TableEntity> rows = await table.QueryAsync<TableEntity>().ToListAsync();

        Assert.Equal(["1", "2"], rows.Select(row => row.RowKey));
        Assert.Equal(
            ["", "?NextPartitionKey=1%214%21cA--&NextRowKey=1%214%21Mg--", "?NextPartitionKey=1%214%21cQ--"],
            transport.Requests.Select(request => request.Uri.Query));
    }

    [Theory]
    [InlineData("""{"D":5.0}""")]
    [InlineData("""{"D@odata.type":"Edm.Double","D":5}""")]
    [InlineData("""{"D":5,"D@odata.type":"Edm.Double"}""")]
    [InlineData("""{"D@odata.type":"Edm.Double","D":"5"}""")]
    public async Task A_double_is_told_by_its_point_or_its_type(string json)
    {
        var transport = new ScriptedTransport([new ScriptedResponse(200, json)]);
        var table = new TableClient(Account, "Measures", new FixedToken(), new TableClientOptions { Transport = transport });

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(5.0, read["D"]);
    }

    [Theory]
    [InlineData("<html>proxy</html>")]
    [InlineData("")]
    [InlineData("""{"odata.error":{"code":"InvalidInput"}}""")]
    public async Task An_error_that_is_not_of_the_service_keeps_its_status(string body)
    {
        var transport = new ScriptedTransport([new ScriptedResponse(407, body)]);
        var table = new TableClient(Account, "Measures", new FixedToken(), new TableClientOptions { Transport = transport });

        var failed = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((407, null), (failed.Status, failed.ErrorCode));
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_does_not_count_as_existing()
    {
        const string Body = """{"odata.error":{"code":"TableBeingDeleted","message":{"lang":"en-US","value":"later"}}}""";
        var transport = new ScriptedTransport([new ScriptedResponse(409, Body)]);
        var table = new TableClient(Account, "Measures", new FixedToken(), new TableClientOptions { Transport = transport });

        var conflict = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateIfNotExistsAsync());

        Assert.Equal("TableBeingDeleted", conflict.ErrorCode);
    }

    [Fact]
    public async Task An_older_service_version_can_be_asked_for()
    {
        var transport = new ScriptedTransport([new ScriptedResponse(204)]);
        var options = new TableClientOptions(TableClientOptions.ServiceVersion.V2019_02_02) { Transport = transport };

        await new TableClient(Account, "Measures", new FixedToken(), options).DeleteAsync();

        Assert.Equal("2019-02-02", transport.Requests.Single().Headers["x-ms-version"]);
    }

    private sealed class FixedToken : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken("a-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
