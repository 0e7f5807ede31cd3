using System.Net;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class HttpFunctions(Journal journal)
{
    [Function("Drops")]
    public async Task<HttpResponseData> DropsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "drops/{id?}")] HttpRequestData request, string? id, FunctionContext context,
        CancellationToken cancellationToken)
    {
        await journal.RecordAsync(context, request.Query["q"], id);
        HttpResponseData response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("X-Drop", "yes");
        await response.WriteAsJsonAsync(new { Id = id, Query = request.Query["q"], request.Method }, cancellationToken);
        return response;
    }

    [Function("Latest")]
    public static async Task<HttpResponseData> LatestAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "drops/latest")] HttpRequestData request)
    {
        HttpResponseData response = request.CreateResponse(HttpStatusCode.Accepted);
        await response.WriteStringAsync("the latest drop");
        return response;
    }

    [Function("Echo")]
    public async Task<HttpResponseData> EchoAsync([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequestData request, FunctionContext context)
    {
        await journal.RecordAsync(context, null);
        HttpResponseData response = request.CreateResponse(HttpStatusCode.OK);
        await response.WriteStringAsync(await request.ReadAsStringAsync() ?? "");
        return response;
    }
}
