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
    private const string VersionEntry = "version";

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Work);

    /// <summary>Asks for the quarter, whoever asked before.</summary>
    public async Task RaiseAsync(Quarter quarter, CancellationToken cancellationToken) =>
        await Blob(quarter).UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(new { quarter = quarter.ToString() })), overwrite: true, cancellationToken);

    /// <summary>
    /// Asks for the quarter, unless a marker waits that nobody began with: whoever begins with it will see what is there now. Of a flood of drops
    /// of one quarter each would start a computation otherwise, and they would wait for each other in the places of further drops.
    /// </summary>
    public async Task AskAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        if (await VersionAsync(quarter, cancellationToken) is not { } waiting || await BegunAsync(quarter, cancellationToken) == waiting.ToString())
            await RaiseAsync(quarter, cancellationToken);
    }

    /// <summary>Says that the computation for that version begins, before it looks at anything.</summary>
    public async Task BeginAsync(Quarter quarter, ETag version, CancellationToken cancellationToken) =>
        await Begun(quarter).UploadAsync(
            BinaryData.Empty, new BlobUploadOptions { Metadata = new Dictionary<string, string> { [VersionEntry] = version.ToString() } }, cancellationToken);

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

    private async Task<string?> BegunAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        try
        {
            return (await Begun(quarter).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata[VersionEntry];
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private BlobClient Begun(Quarter quarter) => _container.GetBlobClient($"begun/{quarter}");

    private BlobClient Blob(Quarter quarter) => _container.GetBlobClient($"{Folder}{quarter}.json");
}
