namespace IncDiv.Functions.Ingest;

/// <summary>Ingests drops. Each feed has a function of its own, because a trigger needs a constant path, and so that its runs and its events can be followed
/// feed by feed. A test fails where a contract has no function here.</summary>
public sealed class IngestDrops(DropIntake intake)
{
    private const string Storage = "PipelineStorage";

    [Function(nameof(IngestActions))]
    public Task IngestActions(
        [BlobTrigger("drops/actions/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage)] BlobClient drop,
        CancellationToken cancellationToken) => intake.IngestAsync(drop.Name, cancellationToken);

    [Function(nameof(IngestPas))]
    public Task IngestPas(
        [BlobTrigger("drops/pas/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage)] BlobClient drop,
        CancellationToken cancellationToken) => intake.IngestAsync(drop.Name, cancellationToken);

    [Function(nameof(IngestStaffSurvey))]
    public Task IngestStaffSurvey(
        [BlobTrigger("drops/staff-survey/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage)] BlobClient drop,
        CancellationToken cancellationToken) => intake.IngestAsync(drop.Name, cancellationToken);

    [Function(nameof(IngestVictimSatisfaction))]
    public Task IngestVictimSatisfaction(
        [BlobTrigger("drops/victim-satisfaction/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage)] BlobClient drop,
        CancellationToken cancellationToken) => intake.IngestAsync(drop.Name, cancellationToken);

    [Function(nameof(IngestWorkforce))]
    public Task IngestWorkforce(
        [BlobTrigger("drops/workforce/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage)] BlobClient drop,
        CancellationToken cancellationToken) => intake.IngestAsync(drop.Name, cancellationToken);
}
