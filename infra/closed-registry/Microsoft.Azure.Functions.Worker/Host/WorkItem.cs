using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>A blob that stands for a piece of work: its lease says who is at it, its metadata how often it was tried and if it is complete.</summary>
internal sealed class WorkItem : IAsyncDisposable
{
    private readonly BlobClient _blob;
    private readonly BlobLease _lease;

    private WorkItem(BlobClient blob, BlobLease lease, IDictionary<string, string> metadata)
    {
        _blob = blob;
        _lease = lease;
        IsComplete = ReadsComplete(metadata);
        Attempts = metadata.TryGetValue("attempts", out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
    }

    public bool IsComplete { get; }

    public int Attempts { get; private set; }

    public static Dictionary<string, string> Metadata(string status, int attempts) =>
        new() { ["status"] = status, ["attempts"] = attempts.ToString(CultureInfo.InvariantCulture) };

    public static bool ReadsComplete(IDictionary<string, string> metadata) => metadata.TryGetValue("status", out string? status) && status == "complete";

    /// <summary>Null if another process is at it or the blob is gone.</summary>
    public static async Task<WorkItem?> TryTakeAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        if (await BlobLease.TryTakeAsync(blob, cancellationToken) is not { } lease)
            return null;
        try
        {
            // Read under the lease: another process may have completed it a moment ago.
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return new WorkItem(blob, lease, properties.Metadata);
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs until one run succeeds. False if it has been tried <paramref name="most"/> times, by this process or by ones that died.</summary>
    public async Task<bool> TryAsync(int most, Func<CancellationToken, Task<bool>> run, CancellationToken cancellationToken)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lease.Lost);
        while (Attempts < most)
        {
            // Counted before the run, so that a run that kills the process counts too.
            await _blob.SetMetadataAsync(Metadata("incomplete", ++Attempts), _lease.Condition, running.Token);
            if (await run(running.Token))
                return true;
            running.Token.ThrowIfCancellationRequested();
        }
        return false;
    }

    public Task CompleteAsync() => _blob.SetMetadataAsync(Metadata("complete", Attempts), _lease.Condition, CancellationToken.None);

    public Task DeleteAsync() => _blob.DeleteIfExistsAsync(conditions: _lease.Condition, cancellationToken: CancellationToken.None);

    public ValueTask DisposeAsync() => _lease.DisposeAsync();
}
