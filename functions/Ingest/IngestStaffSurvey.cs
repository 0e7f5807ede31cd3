using Azure.Storage.Blobs;
using IncDiv.Flows;
using Microsoft.Azure.Functions.Worker;

namespace IncDiv.Functions.Ingest;

/// <summary>Takes in drops of the feed <c>staff-survey</c>.</summary>
public sealed class IngestStaffSurvey(DropIntake intake)
{
    [Function(nameof(IngestStaffSurvey))]
    public Task RunAsync(
        [BlobTrigger("drops/staff-survey/{name}", Source = BlobTriggerSource.EventGrid, Connection = "PipelineStorage")] BlobClient drop,
        CancellationToken cancellationToken) => intake.TakeInAsync(drop.Name, cancellationToken);
}
