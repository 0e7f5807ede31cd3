using Azure.Core;
using Azure.Core.Pipeline;

namespace IncDiv.Workflows.Tests;

/// <summary>Runs a callback before each call to storage.</summary>
internal sealed class HookedTransport(Func<Request, Task> before) : HttpPipelineTransport
{
    private static readonly HttpClientTransport Inner = new();

    public override Request CreateRequest() => Inner.CreateRequest();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await before(message.Request);
        await Inner.ProcessAsync(message);
    }

    public override void Process(HttpMessage message) => throw new NotSupportedException("Storage is called asynchronously only.");
}
