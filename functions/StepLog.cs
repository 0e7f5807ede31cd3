using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncDiv.Functions;

/// <summary>Logs the duration of each step, with names of feeds, quarters and packs only. OpenTelemetry does not write activities to the log, and most
/// installations have a log but no collector.</summary>
internal sealed class StepLog(ILogger<StepLog> logger) : IHostedService, IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == Telemetry.Name,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        ActivityStopped = step => logger.LogInformation(
            "Step {Step} of {Subject} took {Seconds} s", step.OperationName, step.GetTagItem("subject"), Math.Round(step.Duration.TotalSeconds, 3)),
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();
}
