using System.Text.Json.Serialization;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>The official message about a blob whose tries are used up.</summary>
internal sealed record PoisonMessage(string Type, string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag)
{
    [JsonIgnore]
    public string Id => Fingerprint.Of(FunctionId, ETag, ContainerName, BlobName);
}
