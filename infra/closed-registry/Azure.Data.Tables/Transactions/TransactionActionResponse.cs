using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The response to one action inside the response to a transaction.</summary>
internal sealed class TransactionActionResponse(
    int status, string reasonPhrase, IReadOnlyDictionary<string, string> headers, byte[] content, string clientRequestId) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => reasonPhrase;

    public override Stream ContentStream { get; set; } = new MemoryStream(content, 0, content.Length, writable: false, publiclyVisible: true);

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, out string value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, out IEnumerable<string> values)
    {
        bool found = headers.TryGetValue(name, out string value);
        values = found ? [value] : null;
        return found;
    }
}
