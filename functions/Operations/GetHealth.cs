namespace IncDiv.Functions.Operations;

/// <summary><c>GET /api/health</c>: 200 where nothing waits that should not, else 503.</summary>
public sealed class GetHealth(Health health)
{
    [Function(nameof(GetHealth))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health")] HttpRequestData request, CancellationToken cancellationToken)
    {
        HealthReport report = await health.ReportAsync(cancellationToken);
        HttpResponseData response = request.CreateResponse();
        await response.WriteAsJsonAsync(report, cancellationToken);
        // After the writing, which sets it to 200.
        response.StatusCode = report.Healthy ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable;
        return response;
    }
}
