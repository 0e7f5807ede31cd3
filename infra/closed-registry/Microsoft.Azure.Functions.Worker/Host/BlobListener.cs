using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Runs one blob-triggered function for every version of every blob that its path matches.</summary>
internal sealed class BlobListener(
    FunctionEntry function, BlobContainerClient container, BlobPattern pattern, Receipts receipts, MessageQueue poison, int tries, Invoker invoker)
{
    private readonly ConcurrentDictionary<string, string> _settled = new(StringComparer.Ordinal);
    private HashSet<string>? _completed;

    public string FunctionId => function.HostName;

    /// <summary>Reads the receipts of earlier lives once, so that the first scan of a settled container makes no request per blob.</summary>
    public async Task RememberCompletedAsync(CancellationToken cancellationToken) =>
        _completed ??= await receipts.CompletedAsync(cancellationToken);

    public bool Wants(BlobItem blob)
    {
        string version = VersionOf(blob);
        if (!pattern.Matches(blob.Name) || (_settled.TryGetValue(blob.Name, out string? settled) && settled == version))
            return false;
        if (!_completed!.Remove(receipts.PathOf(container.Name, blob.Name, version)))
            return true;
        _settled[blob.Name] = version;
        return false;
    }

    /// <summary>Drops what is known of blobs that no longer exist, so that memory follows the container.</summary>
    public void Forget(IReadOnlyList<BlobItem> blobs)
    {
        if (_settled.Count <= blobs.Count)
            return;
        var names = blobs.Select(b => b.Name).ToHashSet(StringComparer.Ordinal);
        foreach (string name in _settled.Keys.Where(name => !names.Contains(name)))
            _settled.TryRemove(name, out _);
    }

    /// <summary>The ETag in quotes: listings give it with or without them.</summary>
    public static string VersionOf(BlobItem blob) => blob.Properties.ETag!.Value.ToString("H");

    public async Task RunAsync(BlobItem blob, CancellationToken cancellationToken)
    {
        string version = VersionOf(blob);
        await using WorkItem? receipt = await receipts.TryTakeAsync(container.Name, blob.Name, version, cancellationToken);
        if (receipt is null)
            return;
        if (!receipt.IsComplete)
        {
            if (!await receipt.TryAsync(tries, token => InvokeAsync(blob.Name, version, token), cancellationToken))
                await PoisonAsync(blob, CancellationToken.None);
            await receipt.CompleteAsync();
        }
        _settled[blob.Name] = version;
    }

    private async Task<bool> InvokeAsync(string name, string version, CancellationToken cancellationToken)
    {
        BlobClient blob = container.GetBlobClient(name);
        BlobProperties properties;
        try
        {
            properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return true;
        }
        if (properties.ETag.ToString("H") != version)
            return true; // Overwritten: the new version comes with a receipt of its own.
        Dictionary<string, object?> data = BindingData.OfBlob(blob, properties, pattern);
        return (await invoker.InvokeAsync(function, data, (_, token) => BindAsync(blob, token), cancellationToken)).Succeeded;
    }

    private async ValueTask<object> BindAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        Type type = function.TriggerParameter.ParameterType;
        if (type == typeof(BlobClient))
            return blob;
        return type == typeof(Stream)
            ? await blob.OpenReadAsync(cancellationToken: cancellationToken)
            : (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToString();
    }

    private Task PoisonAsync(BlobItem blob, CancellationToken cancellationToken)
    {
        string type = $"{blob.Properties.BlobType ?? BlobType.Block}Blob";
        var message = new PoisonMessage("BlobTrigger", FunctionId, type, container.Name, blob.Name, VersionOf(blob));
        return poison.AddAsync(message.Id, new BinaryData(BindingData.Json(message)), cancellationToken);
    }
}
