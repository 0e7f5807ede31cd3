namespace IncDiv.Functions.Ingest;

/// <summary>Ingests drops of the feed <c>workforce</c>.</summary>
public sealed class IngestWorkforce(DropIntake intake)
{
    [Function(nameof(IngestWorkforce))]
    public Task RunAsync(
        [BlobTrigger("drops/workforce/{name}", Source = BlobTriggerSource.EventGrid, Connection = "PipelineStorage")] BlobClient drop,
        CancellationToken cancellationToken) => intake.IngestAsync(drop.Name, cancellationToken);
}
