namespace IncDiv.Functions.Ingest;

/// <summary>Ingests drops of the feed <c>staff-survey</c>.</summary>
public sealed class IngestStaffSurvey(DropIntake intake)
{
    [Function(nameof(IngestStaffSurvey))]
    public Task RunAsync(
        [BlobTrigger("drops/staff-survey/{name}", Source = BlobTriggerSource.EventGrid, Connection = "PipelineStorage")] BlobClient drop,
        CancellationToken cancellationToken) => intake.IngestAsync(drop.Name, cancellationToken);
}
