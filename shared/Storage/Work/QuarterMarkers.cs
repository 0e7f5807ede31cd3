using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IncDiv.Contracts;

namespace IncDiv.Storage.Work;

/// <summary>
/// Marker blobs <c>work/measures/{quarter}.json</c> that ask for a quarter to be computed. Each writing is a new version, which fires the
/// compute function; a marker is taken away when the version that was computed is still the newest.
/// </summary>
public sealed class QuarterMarkers(PipelineStorage storage)
{
    private const string Folder = "measures/";

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Work);

    public async Task RaiseAsync(Quarter quarter, CancellationToken cancellationToken) =>
        await Blob(quarter).UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(new { quarter = quarter.ToString() })), overwrite: true, cancellationToken);

    /// <summary>The marker's version, or null where nothing waits.</summary>
    public async Task<ETag?> VersionAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        try
        {
            return (await Blob(quarter).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Takes the marker away if it is still of that version.</summary>
    /// <returns>False when it changed meanwhile: its new version is computed in its own turn.</returns>
    public async Task<bool> SettleAsync(Quarter quarter, ETag version, CancellationToken cancellationToken)
    {
        try
        {
            await Blob(quarter).DeleteAsync(conditions: new BlobRequestConditions { IfMatch = version }, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return e.Status == 404;
        }
    }

    /// <summary>The quarters that wait to be computed.</summary>
    public async Task<IReadOnlyList<Quarter>> WaitingAsync(CancellationToken cancellationToken)
    {
        var quarters = new List<Quarter>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(prefix: Folder, cancellationToken: cancellationToken))
            if (Quarter.TryParse(Path.GetFileNameWithoutExtension(blob.Name), out Quarter quarter))
                quarters.Add(quarter);
        return quarters;
    }

    private BlobClient Blob(Quarter quarter) => _container.GetBlobClient($"{Folder}{quarter}.json");
}
