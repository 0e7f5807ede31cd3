using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace IncDiv.Local;

/// <summary>
/// Which versions of blobs a watcher has told of, in a blob of the account, whose lease says that one watcher serves it. Disposing it gives
/// the lease back.
/// </summary>
internal sealed class WatcherState : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15), Renewal = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromSeconds(20), StopLimit = TimeSpan.FromSeconds(5);

    private readonly BlobClient _blob;
    private readonly BlobLeaseClient _lease;
    private readonly Dictionary<string, string> _told;
    private long _renewed = TimeProvider.System.GetTimestamp();
    private bool _isChanged;

    private WatcherState(BlobClient blob, BlobLeaseClient lease, Dictionary<string, string> told) => (_blob, _lease, _told) = (blob, lease, told);

    /// <exception cref="LocalMachineException">Another watcher serves the account and goes on.</exception>
    public static async Task<WatcherState> TakeAsync(BlobServiceClient account, CancellationToken cancellationToken)
    {
        BlobContainerClient container = account.GetBlobContainerClient("azure-webjobs-hosts");
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        BlobClient blob = container.GetBlobClient("incdiv-watcher.json");
        if (!await blob.ExistsAsync(cancellationToken))
            await CreateAsync(blob, cancellationToken);
        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        long begun = TimeProvider.System.GetTimestamp();
        // A watcher that was killed leaves its lease behind for a while.
        while (!await TryAcquireAsync(lease, cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Patience)
                throw new LocalMachineException("Another watcher tells of the new blobs of this storage account: stop it first, or use it.");
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
        var told = (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToObjectFromJson<Dictionary<string, string>>();
        return new WatcherState(blob, lease, told!);
    }

    public bool IsNew(string blob, string version) => !_told.TryGetValue(blob, out string? told) || told != version;

    public void Told(string blob, string version)
    {
        _told[blob] = version;
        _isChanged = true;
    }

    /// <summary>Keeps the lease, where it is time to.</summary>
    /// <exception cref="RequestFailedException">The lease was lost (409), or the storage does not answer.</exception>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (TimeProvider.System.GetElapsedTime(_renewed) <= Renewal)
            return;
        await _lease.RenewAsync(cancellationToken: cancellationToken);
        _renewed = TimeProvider.System.GetTimestamp();
    }

    /// <summary>Forgets the blobs that a whole pass did not see: they are gone.</summary>
    public void Forget(IReadOnlySet<string> seen)
    {
        foreach (string gone in _told.Keys.Where(blob => !seen.Contains(blob)).ToArray())
            _isChanged |= _told.Remove(gone);
    }

    /// <summary>Writes what has changed.</summary>
    /// <exception cref="RequestFailedException">The lease was lost (412), or the storage does not answer.</exception>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (!_isChanged)
            return;
        var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = _lease.LeaseId } };
        await _blob.UploadAsync(BinaryData.FromObjectAsJson(_told), options, cancellationToken);
        _isChanged = false;
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await SaveAsync(limit.Token);
            await _lease.ReleaseAsync(cancellationToken: limit.Token);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // The storage is gone, or the lease is; it ends by itself.
        }
    }

    private static async Task CreateAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(new BinaryData("{}"), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another watcher was first.
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
