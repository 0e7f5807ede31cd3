namespace IncDiv.Functions.Operations;

/// <summary><c>GET /api/drops/{feed}/{dropId}</c>: returns the receipt of a drop.</summary>
public sealed class GetDrop(DropOutcomes outcomes)
{
    [Function(nameof(GetDrop))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "drops/{feed}/{dropId}")] HttpRequestData request, string feed, string dropId,
        CancellationToken cancellationToken)
    {
        string? receipt = await outcomes.FindReceiptAsync(feed, dropId, cancellationToken);
        if (receipt is null)
            return await request.RespondAsync(HttpStatusCode.NotFound, "There is no such drop.", cancellationToken);
        HttpResponseData response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "application/json; charset=utf-8");
        await response.WriteStringAsync(receipt, cancellationToken);
        return response;
    }
}
