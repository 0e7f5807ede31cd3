using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace IncDiv.Storage.Tests;

public sealed class PollyRetryPolicyTests
{
    [Fact]
    public async Task A_call_that_the_service_could_not_answer_is_made_again()
    {
        using var service = new FlakyService(failures: 2);
        await Client(service).ExistsAsync();
        Assert.Equal(3, service.Calls);
    }

    [Fact]
    public async Task A_call_that_was_wrong_is_not_made_again()
    {
        using var service = new FlakyService(failures: 9, status: System.Net.HttpStatusCode.Forbidden);
        await Assert.ThrowsAsync<Azure.RequestFailedException>(async () => await Client(service).ExistsAsync());
        Assert.Equal(1, service.Calls);
    }

    [Fact]
    public async Task A_call_that_is_made_again_carries_its_body_and_headers_again()
    {
        using var service = new FlakyService(failures: 2, good: System.Net.HttpStatusCode.Created);
        await Client(service).GetBlobClient("a").UploadAsync(new BinaryData("body"));
        Assert.Equal(["body", "body", "body"], service.Bodies);

        using var table = new FlakyService(failures: 2, good: System.Net.HttpStatusCode.NoContent);
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(table)), RetryPolicy = new PollyRetryPolicy(TimeProvider.System) };
        await new TableClient(new Uri("http://127.0.0.1:1/account"), "Drops", new TableSharedKeyCredential("account", "a2V5"), options)
            .UpsertEntityAsync(new TableEntity("p", "r") { ["Name"] = "value" }, TableUpdateMode.Replace);
        Assert.Equal(3, table.Calls);
        Assert.Single(table.Bodies.Distinct());
        Assert.Contains("value", table.Bodies[2], StringComparison.Ordinal);
        Assert.All(table.ContentTypes, t => Assert.Equal("application/json", t));
    }

    private static BlobContainerClient Client(FlakyService service)
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(service)), RetryPolicy = new PollyRetryPolicy(TimeProvider.System) };
        return new BlobContainerClient(new Uri("http://127.0.0.1:1/account/container"), options);
    }

    private sealed class FlakyService(
        int failures, System.Net.HttpStatusCode status = System.Net.HttpStatusCode.ServiceUnavailable, System.Net.HttpStatusCode good = System.Net.HttpStatusCode.OK) : HttpMessageHandler
    {
        public int Calls { get; private set; }

        public List<string> Bodies { get; } = [];

        public List<string?> ContentTypes { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            ContentTypes.Add(request.Content?.Headers.ContentType?.MediaType);
            var response = new HttpResponseMessage(Calls <= failures ? status : good) { Content = new StringContent("") };
            response.Headers.ETag = new("\"1\"");
            response.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
            return response;
        }
    }
}
