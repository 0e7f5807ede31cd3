using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Conformance;

/// <summary>Stands where the network is: keeps every request and gives the scripted answers in turn; null lets a request through.</summary>
internal sealed class ScriptedTransport(params ScriptedResponse?[] answers) : HttpPipelineTransport
{
    public List<(string Method, Uri Uri, Dictionary<string, string> Headers, string Body)> Requests { get; } = [];

    /// <summary>Called before every answer.</summary>
    public Action Answering { get; init; } = () => { };

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The client is asynchronous.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        using var body = new MemoryStream();
        if (message.Request.Content is { } content)
            await content.WriteToAsync(body, message.CancellationToken);
        Requests.Add((
            message.Request.Method.ToString(),
            message.Request.Uri.ToUri(),
            message.Request.Headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase),
            System.Text.Encoding.UTF8.GetString(body.ToArray())));
        Answering();
        if (answers[Requests.Count - 1] is { } answer)
            message.Response = answer;
        else
            await HttpClientTransport.Shared.ProcessAsync(message);
    }
}
