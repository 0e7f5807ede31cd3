namespace IncDiv.Functions.Ingest;

/// <summary>Ingests drops of the feed <c>victim-satisfaction</c>.</summary>
public sealed class IngestVictimSatisfaction(DropIntake intake)
{
    [Function(nameof(IngestVictimSatisfaction))]
    public Task RunAsync(
        [BlobTrigger("drops/victim-satisfaction/{name}", Source = BlobTriggerSource.EventGrid, Connection = "PipelineStorage")] BlobClient drop,
        CancellationToken cancellationToken) => intake.IngestAsync(drop.Name, cancellationToken);
}
