using Azure.Core;
using Azure.Core.Pipeline;

namespace IncDiv.Workflows.Tests;

/// <summary>Simulates that the process crashed.</summary>
public sealed class CrashException : Exception;

/// <summary>Lets a number of calls to storage through and then refuses all, as if the process had crashed.</summary>
internal sealed class CrashingTransport(int callsBeforeCrash = int.MaxValue) : HttpPipelineTransport
{
    private static readonly HttpClientTransport Inner = new();

    private readonly List<string> _calls = [];
    private readonly List<string> _written = [];

    /// <summary>The calls so far, such as <c>PUT curated</c>, and those that were refused.</summary>
    public IReadOnlyList<string> Calls => _calls;

    /// <summary>The blobs that were written, as <c>{container}/{name}</c>, and the table rows that were written.</summary>
    public IReadOnlyList<string> Written => _written;

    public override Request CreateRequest() => Inner.CreateRequest();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        lock (_calls)
        {
            // The path is account/container/blob or account/table(keys).
            string place = message.Request.Uri.Path.TrimStart('/').Split('/').ElementAtOrDefault(1) ?? "";
            if (message.Request.Method == RequestMethod.Put)
                _written.Add(Uri.UnescapeDataString(message.Request.Uri.Path.TrimStart('/')).Split('/', 2)[^1]);
            _calls.Add($"{message.Request.Method} {place.Split('(')[0]}");
            if (_calls.Count > callsBeforeCrash)
                throw new CrashException();
        }
        await Inner.ProcessAsync(message);
    }

    public override void Process(HttpMessage message) => throw new NotSupportedException("Storage is called asynchronously only.");
}
