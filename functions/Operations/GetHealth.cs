using System.Net;
using IncDiv.Flows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace IncDiv.Functions.Operations;

/// <summary><c>GET /api/health</c>: 200 where nothing waits that should not, else 503; the alerts read what it logs.</summary>
public sealed class GetHealth(Health health, ILogger<GetHealth> logger)
{
    [Function(nameof(GetHealth))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health")] HttpRequestData request, CancellationToken cancellationToken)
    {
        HealthReport report = await health.ReportAsync(cancellationToken);
        if (report.OldestWaitingMinutes is { } minutes)
            logger.LogInformation("Health: oldest waiting drop {Minutes} minutes", minutes);
        foreach (string pack in report.OverduePacks)
            logger.LogWarning("Health: pack overdue {Pack}", pack);
        HttpResponseData response = request.CreateResponse(report.Healthy ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        await response.WriteAsJsonAsync(report, cancellationToken);
        response.StatusCode = report.Healthy ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable;
        return response;
    }
}
