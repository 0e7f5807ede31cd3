using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.Conformance;

/// <summary>Functions that must stop an app at its start.</summary>
public static class FaultyFunctions
{
    [Function("Twin")]
    public static void Twin([BlobTrigger("%Box%/{name}", Connection = "Drops")] string content) => ArgumentNullException.ThrowIfNull(content);

    [Function("Twin")]
    public static void OtherTwin([BlobTrigger("%Box%/{name}", Connection = "Drops")] string content) => ArgumentNullException.ThrowIfNull(content);

    [Function("RetriedBlob"), FixedDelayRetry(2, "00:00:10")]
    public static void RetriedBlob([BlobTrigger("%Box%/{name}", Connection = "Drops")] string content) => ArgumentNullException.ThrowIfNull(content);

    [Function("BadPath")]
    public static void BadPath([BlobTrigger("%Box%/{name", Connection = "Drops")] string content) => ArgumentNullException.ThrowIfNull(content);

    [Function("BytesBlob")]
    public static void BytesBlob([BlobTrigger("%Box%/{name}", Connection = "Drops")] byte[] content) => ArgumentNullException.ThrowIfNull(content);

    [Function("NoTrigger")]
    public static void NoTrigger(string content) => ArgumentNullException.ThrowIfNull(content);

    [Function("BadRoute")]
    public static HttpResponseData BadRoute([HttpTrigger(AuthorizationLevel.Anonymous, Route = "drops/{id:int}")] HttpRequestData request) =>
        request.CreateResponse();
}
