namespace IncDiv.Functions.Ingest;

/// <summary>Ingests drops of the feed <c>actions</c>.</summary>
public sealed class IngestActions(DropIntake intake)
{
    [Function(nameof(IngestActions))]
    public Task RunAsync(
        [BlobTrigger("drops/actions/{name}", Source = BlobTriggerSource.EventGrid, Connection = "PipelineStorage")] BlobClient drop,
        CancellationToken cancellationToken) => intake.IngestAsync(drop.Name, cancellationToken);
}
