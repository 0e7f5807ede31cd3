namespace IncDiv.Functions.Compute;

/// <summary>Computes the measures of the quarters that have a marker blob.</summary>
public sealed class ComputeQuarter(QuarterComputation computation)
{
    [Function(nameof(ComputeQuarter))]
    public Task RunAsync(
        [BlobTrigger("work/measures/{quarter}.json", Source = BlobTriggerSource.EventGrid, Connection = "PipelineStorage")] string marker,
        CancellationToken cancellationToken) => computation.ComputeWaitingAsync(cancellationToken);
}
