using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace IncDiv.Local;

/// <summary>The versions of blobs whose events a watcher has posted, stored in a blob of the account. A lease on that blob ensures that only one watcher serves
/// the account. Disposing it releases the lease.</summary>
internal sealed class WatcherState(BlobClient blob, BlobLeaseClient lease, Dictionary<string, string> posted) : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15), Renewal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20), StopLimit = TimeSpan.FromSeconds(5);

    private long _renewed = TimeProvider.System.GetTimestamp();
    private bool _isChanged;

    /// <exception cref="LocalMachineException">Another watcher serves the account and does not stop.</exception>
    public static async Task<WatcherState> AcquireAsync(BlobServiceClient account, CancellationToken cancellationToken)
    {
        BlobContainerClient container = account.GetBlobContainerClient("azure-webjobs-hosts");
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        BlobClient blob = container.GetBlobClient("incdiv-watcher.json");
        if (!await blob.ExistsAsync(cancellationToken))
            await CreateAsync(blob, cancellationToken);
        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        long start = TimeProvider.System.GetTimestamp();
        // The lease of a killed watcher remains until it expires.
        while (!await TryAcquireAsync(lease, cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(start) > MaxWait)
                throw new LocalMachineException("Another watcher already serves this storage account: use it, or stop it first.");
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
        var posted = (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToObjectFromJson<Dictionary<string, string>>();
        return new WatcherState(blob, lease, posted!);
    }

    public bool IsNew(string name, string version) => posted.GetValueOrDefault(name) != version;

    public void MarkPosted(string name, string version)
    {
        posted[name] = version;
        _isChanged = true;
    }

    /// <summary>Renews the lease if it is time to.</summary>
    /// <exception cref="RequestFailedException">The lease was lost (409), or the storage does not answer.</exception>
    public async Task RenewLeaseAsync(CancellationToken cancellationToken)
    {
        if (TimeProvider.System.GetElapsedTime(_renewed) <= Renewal)
            return;
        await lease.RenewAsync(cancellationToken: cancellationToken);
        _renewed = TimeProvider.System.GetTimestamp();
    }

    /// <summary>Removes blobs that a complete pass did not find, because they were deleted.</summary>
    public void Forget(IReadOnlySet<string> seen)
    {
        foreach (string gone in posted.Keys.Where(name => !seen.Contains(name)).ToArray())
            _isChanged |= posted.Remove(gone);
    }

    /// <summary>Saves the changes.</summary>
    /// <exception cref="RequestFailedException">The lease was lost (412), or the storage does not answer.</exception>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (!_isChanged)
            return;
        var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = lease.LeaseId } };
        await blob.UploadAsync(BinaryData.FromObjectAsJson(posted), options, cancellationToken);
        _isChanged = false;
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await SaveAsync(limit.Token);
            await lease.ReleaseAsync(cancellationToken: limit.Token);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // The storage is unavailable or the lease was lost. The lease expires by itself.
        }
    }

    private static async Task CreateAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.UploadAsync(new BinaryData("{}"), options, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another watcher created the blob first.
        }
    }

    private static async Task<bool> TryAcquireAsync(BlobLeaseClient lease, CancellationToken cancellationToken)
    {
        try
        {
            await lease.AcquireAsync(Lease, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }
}
