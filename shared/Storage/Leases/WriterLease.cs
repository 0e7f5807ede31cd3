using Azure.Identity;
using Azure.Storage.Blobs.Specialized;

namespace IncDiv.Storage.Leases;

/// <summary>Acquires writer leases on the pipeline's storage.</summary>
public sealed class WriterLeases(PipelineStorage storage, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly int PausesUntilExpiry = (int)(WriterLease.Duration * 1.2 / Pause);

    /// <summary>Acquires the lease. Waits while another process holds it.</summary>
    public async Task<WriterLease> AcquireAsync(string name, CancellationToken cancellationToken)
    {
        BlobClient blob = await BlobAsync(name, cancellationToken);
        while (true)
        {
            if (await TryAcquireAsync(blob, sendsHeartbeats: false, cancellationToken) is { } lease)
                return lease;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Acquires the lease that protects a quarter's measures and packs.</summary>
    public Task<WriterLease> AcquireAsync(Quarter quarter, CancellationToken cancellationToken) => AcquireAsync($"quarter-{quarter}", cancellationToken);

    /// <summary>Acquires the lease and sends heartbeats while it is held. If another process holds the lease, waits for its heartbeat, which comes within
    /// seconds, or until the lease of a crashed process has expired.</summary>
    /// <returns>Null if a live process holds the lease.</returns>
    public async Task<WriterLease?> AcquireOrWaitForExpiryAsync(string name, CancellationToken cancellationToken)
    {
        BlobClient blob = await BlobAsync(name, cancellationToken);
        ETag? firstHeartbeat = null;
        for (int pause = 0; pause < PausesUntilExpiry; pause++)
        {
            if (await TryAcquireAsync(blob, sendsHeartbeats: true, cancellationToken) is { } lease)
                return lease;
            ETag heartbeat = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag;
            firstHeartbeat ??= heartbeat;
            if (heartbeat != firstHeartbeat)
                return null;
            await Task.Delay(Pause, time, cancellationToken);
        }
        return null;
    }

    private async Task<BlobClient> BlobAsync(string name, CancellationToken cancellationToken)
    {
        BlobClient blob = storage.Container(ContainerNames.Work).GetBlobClient($"leases/{name}");
        // The blob may exist already, and may be leased.
        await blob.UploadAsync(BinaryData.Empty, overwrite: false, cancellationToken).UnlessAsync(409, 412);
        return blob;
    }

    private async Task<WriterLease?> TryAcquireAsync(BlobClient blob, bool sendsHeartbeats, CancellationToken cancellationToken)
    {
        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(WriterLease.Duration, cancellationToken: cancellationToken);
            return new WriterLease(blob, lease, sendsHeartbeats, time, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return null;
        }
    }
}

/// <summary>Allows only one process at a time to write a named resource: a lease on <c>work/leases/{name}</c>, renewed until disposal. When the lease is lost,
/// <see cref="Lost"/> is cancelled and the work must stop.</summary>
public sealed class WriterLease : IAsyncDisposable
{
    internal static readonly TimeSpan Duration = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(3);

    private readonly BlobClient _blob;
    private readonly BlobLeaseClient _lease;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Task _renewal;
    private readonly Task _heartbeats;

    internal WriterLease(BlobClient blob, BlobLeaseClient lease, bool sendsHeartbeats, TimeProvider time, CancellationToken cancellationToken)
    {
        _blob = blob;
        _lease = lease;
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renewal = RenewAsync(time);
        _heartbeats = sendsHeartbeats ? SendHeartbeatsAsync(time) : Task.CompletedTask;
    }

    /// <summary>Cancelled when the lease is lost or the caller's token is cancelled.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await Task.WhenAll(_renewal, _heartbeats);
        try
        {
            await _lease.ReleaseAsync(cancellationToken: CancellationToken.None);
        }
        catch (Exception e) when (e is RequestFailedException or IOException or OperationCanceledException or AuthenticationFailedException)
        {
            // The lease expired, passed to another process or cannot be released. It then expires by itself, and the work is done in any case.
        }
        finally
        {
            _lost.Dispose();
            _disposed.Dispose();
        }
    }

    // Survives a storage outage of 20 seconds: a renewal starts 10 seconds after the last one and is retried for 30, with pauses of 5 (PollyRetryPolicy).
    private async Task RenewAsync(TimeProvider time)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Duration / 4.5, time, _disposed.Token);
                // A renewal must end before the lease expires, because another process may write after that.
                using var bounded = new CancellationTokenSource(Duration / 1.5, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(bounded.Token, _disposed.Token);
                await _lease.RenewAsync(cancellationToken: either.Token);
            }
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested)
        {
            // The lease was disposed.
        }
        catch (Exception)
        {
            // The lease could not be renewed, for whatever reason, so the work must stop.
            await _lost.CancelAsync();
        }
    }

    // Other processes cannot see a renewal. Writing the metadata, even unchanged, gives the blob a new ETag, which they can see.
    private async Task SendHeartbeatsAsync(TimeProvider time)
    {
        while (!_disposed.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(HeartbeatInterval, time, _disposed.Token);
                await _blob.SetMetadataAsync(new Dictionary<string, string>(), new BlobRequestConditions { LeaseId = _lease.LeaseId }, _disposed.Token);
            }
            catch (Exception)
            {
                // After a failed heartbeat other processes wait longer. The renewal alone decides whether the lease is lost.
            }
        }
    }
}
