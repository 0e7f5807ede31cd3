namespace IncDiv.Functions.Operations;

/// <summary><c>GET /api/health</c>: 200 if nothing is late or failed, otherwise 503.</summary>
public sealed class GetHealth(Health health)
{
    [Function(nameof(GetHealth))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health")] HttpRequestData request, CancellationToken cancellationToken)
    {
        HealthReport report = await health.ReportAsync(cancellationToken);
        HttpResponseData response = request.CreateResponse();
        await response.WriteAsJsonAsync(report, cancellationToken);
        // The status code is set last, because writing the body sets it to 200.
        response.StatusCode = report.Healthy ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable;
        return response;
    }
}
