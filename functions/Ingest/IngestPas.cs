namespace IncDiv.Functions.Ingest;

/// <summary>Ingests drops of the feed <c>pas</c>.</summary>
public sealed class IngestPas(DropIntake intake)
{
    [Function(nameof(IngestPas))]
    public Task RunAsync(
        [BlobTrigger("drops/pas/{name}", Source = BlobTriggerSource.EventGrid, Connection = "PipelineStorage")] BlobClient drop,
        CancellationToken cancellationToken) => intake.IngestAsync(drop.Name, cancellationToken);
}
