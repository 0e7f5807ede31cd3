using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>Adds the shared access signature to the query of a request, once however often the request is tried.</summary>
internal sealed class SharedAccessSignaturePolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        string signature = credential.Signature.TrimStart('?');
        string query = message.Request.Uri.Query.TrimStart('?');
        if (!query.Contains(signature, StringComparison.Ordinal))
            message.Request.Uri.Query = query.Length == 0 ? signature : $"{query}&{signature}";
    }
}
