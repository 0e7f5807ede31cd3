using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>What a trigger knows, as the official worker receives it: strings as they are, every other value as a JSON string.</summary>
internal static class BindingData
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(object value) => JsonSerializer.Serialize(value, Options);

    public static Dictionary<string, object?> OfBlob(BlobClient blob, BlobProperties properties, BlobPattern pattern)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["BlobTrigger"] = $"{blob.BlobContainerName}/{blob.Name}",
            ["Uri"] = Json(blob.Uri.AbsoluteUri),
            ["Metadata"] = Json(properties.Metadata),
            ["Properties"] = Json(new
            {
                properties.LastModified,
                properties.CreatedOn,
                properties.ContentLength,
                properties.ContentType,
                properties.ContentEncoding,
                ETag = properties.ETag.ToString("H"),
                BlobType = properties.BlobType.ToString(),
            }),
        };
        foreach ((string name, string value) in pattern.Tokens(blob.Name))
            data[name] = value;
        return data;
    }

    public static Dictionary<string, object?> OfMessage(string id, string text, int attempt) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["QueueTrigger"] = text,
        ["Id"] = id,
        ["DequeueCount"] = Json(attempt),
    };

    public static Dictionary<string, object?> OfRequest(HttpListenerRequest request, IEnumerable<KeyValuePair<string, string>> route)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Headers"] = Json(request.Headers.AllKeys.ToDictionary(name => name!, name => request.Headers[name])),
            ["Query"] = Json(request.QueryString.AllKeys.OfType<string>().ToDictionary(name => name, name => request.QueryString[name])),
        };
        foreach ((string name, string value) in route)
            data[name] = value;
        return data;
    }
}
