using Azure.Core.Pipeline;
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

    private static BlobContainerClient Client(FlakyService service)
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(service)), RetryPolicy = new PollyRetryPolicy(TimeProvider.System) };
        return new BlobContainerClient(new Uri("http://127.0.0.1:1/account/container"), options);
    }

    private sealed class FlakyService(int failures, System.Net.HttpStatusCode status = System.Net.HttpStatusCode.ServiceUnavailable) : HttpMessageHandler
    {
        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult(new HttpResponseMessage(Calls <= failures ? status : System.Net.HttpStatusCode.OK) { Content = new StringContent("") });
        }
    }
}
