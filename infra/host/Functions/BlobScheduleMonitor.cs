using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Executors;

namespace IncDiv.Host.Functions;

/// <summary>Stores the last run of each timer in the blobs that Azure's host uses, so that a missed run is detected and made up for.</summary>
internal sealed class BlobScheduleMonitor(IConfiguration configuration, IHostIdProvider hostId) : ScheduleMonitor
{
    public const string Container = "azure-webjobs-hosts";

    private readonly BlobContainerClient _container = new(configuration["AzureWebJobsStorage"], Container);

    public override async Task<ScheduleStatus?> GetStatusAsync(string timerName)
    {
        try
        {
            BinaryData content = (await (await BlobAsync(timerName)).DownloadContentAsync()).Value.Content;
            return content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            // A broken status is treated as missing.
            return null;
        }
    }

    public override async Task UpdateStatusAsync(string timerName, ScheduleStatus status)
    {
        await _container.CreateIfNotExistsAsync();
        await (await BlobAsync(timerName)).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true);
    }

    private async Task<BlobClient> BlobAsync(string timerName) =>
        _container.GetBlobClient($"timers/{await hostId.GetHostIdAsync(CancellationToken.None)}/{timerName}/status");
}
