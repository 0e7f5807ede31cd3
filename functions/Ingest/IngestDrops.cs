namespace IncDiv.Functions.Ingest;

/// <summary>
/// Ingests drops. Each feed has a function of its own, because a trigger needs a constant path, and so that its runs and its events can be
/// followed feed by feed. A test fails where a contract has no function here.
/// </summary>
public sealed class IngestDrops(DropIntake intake)
{
    private const string Storage = "PipelineStorage";

    [Function("IngestActions")]
    public Task ActionsAsync(
        [BlobTrigger("drops/actions/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage)] BlobClient drop, CancellationToken cancellationToken) =>
        intake.IngestAsync(drop.Name, cancellationToken);

    [Function("IngestPas")]
    public Task PasAsync(
        [BlobTrigger("drops/pas/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage)] BlobClient drop, CancellationToken cancellationToken) =>
        intake.IngestAsync(drop.Name, cancellationToken);

    [Function("IngestStaffSurvey")]
    public Task StaffSurveyAsync(
        [BlobTrigger("drops/staff-survey/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage)] BlobClient drop, CancellationToken cancellationToken) =>
        intake.IngestAsync(drop.Name, cancellationToken);

    [Function("IngestVictimSatisfaction")]
    public Task VictimSatisfactionAsync(
        [BlobTrigger("drops/victim-satisfaction/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage)] BlobClient drop, CancellationToken cancellationToken) =>
        intake.IngestAsync(drop.Name, cancellationToken);

    [Function("IngestWorkforce")]
    public Task WorkforceAsync(
        [BlobTrigger("drops/workforce/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage)] BlobClient drop, CancellationToken cancellationToken) =>
        intake.IngestAsync(drop.Name, cancellationToken);
}
