namespace IncDiv.Functions.Compute;

/// <summary>Computes the measures of the quarters that marker blobs name.</summary>
public sealed class ComputeQuarter(QuarterComputation computation)
{
    [Function(nameof(ComputeQuarter))]
    public Task RunAsync(
        [BlobTrigger("work/measures/{quarter}.json", Source = BlobTriggerSource.EventGrid, Connection = "PipelineStorage")] string marker,
        CancellationToken cancellationToken) => computation.ComputeWaitingAsync(cancellationToken);
}
