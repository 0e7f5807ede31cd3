using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IncDiv.Functions;

internal static class TelemetryExport
{
    /// <summary>Sends traces and metrics over OTLP to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, if it is set. The last ones are sent when the app ends. Log lines are
    /// not sent: the Functions host writes them to Application Insights, where the alerts read them.</summary>
    public static void AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 })
            return;
        services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(traces => traces.AddSource(Telemetry.Name).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name).AddOtlpExporter());
    }
}
