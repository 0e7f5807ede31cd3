using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>The state of a timer that outlives the process: timers/{hostId}/Host.Functions.{Name}/status, as the official host writes it.</summary>
internal sealed class TimerStatus(BlobContainerClient hostContainer, string hostId, string functionId)
{
    private readonly BlobClient _blob = hostContainer.GetBlobClient($"timers/{hostId}/{functionId}/status");

    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult download = await _blob.DownloadContentAsync(cancellationToken);
            return download.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public Task WriteAsync(ScheduleStatus status, CancellationToken cancellationToken) =>
        _blob.UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellationToken);
}
