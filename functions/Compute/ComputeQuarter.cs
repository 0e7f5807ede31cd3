using IncDiv.Contracts;
using IncDiv.Flows;
using Microsoft.Azure.Functions.Worker;

namespace IncDiv.Functions.Compute;

/// <summary>Computes the measures of a quarter that a marker blob names.</summary>
public sealed class ComputeQuarter(QuarterComputation computation)
{
    [Function(nameof(ComputeQuarter))]
    public Task RunAsync(
        [BlobTrigger("work/measures/{quarter}.json", Source = BlobTriggerSource.EventGrid, Connection = "PipelineStorage")] string marker,
        string quarter,
        CancellationToken cancellationToken) => computation.ComputeAsync(Quarter.Parse(quarter), cancellationToken);
}
