using Azure.Identity;
using Azure.Storage.Blobs.Specialized;

namespace IncDiv.Storage.Leases;

/// <summary>
/// Lets one process at a time write what a name stands for: a lease on <c>work/leases/{name}</c>, renewed until disposal. When it is
/// lost, <see cref="Lost"/> is cancelled and the work must stop.
/// </summary>
public sealed class WriterLease : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SignalInterval = TimeSpan.FromSeconds(3);
    private static readonly int PausesUntilExpiry = (int)(Duration * 1.2 / Pause);

    private readonly BlobClient _blob;
    private readonly BlobLeaseClient _lease;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewal;
    private readonly Task _signals;

    private WriterLease(BlobClient blob, BlobLeaseClient lease, bool signs, TimeProvider time, CancellationToken cancellationToken)
    {
        _blob = blob;
        _lease = lease;
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renewal = RenewAsync(time);
        _signals = signs ? SignalAliveAsync(time) : Task.CompletedTask;
    }

    /// <summary>Cancelled when the lease is lost or the caller's token is.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes the lease, waiting while another holds it.</summary>
    public static async Task<WriterLease> AcquireAsync(PipelineStorage storage, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        BlobClient blob = await BlobAsync(storage, name, cancellationToken);
        while (true)
        {
            if (await TryAcquireAsync(blob, signs: false, time, cancellationToken) is { } lease)
                return lease;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>
    /// Takes the lease and gives signs of life while it is held. Where another holds it, waits for such a sign, which comes within seconds, or until
    /// the lease of a process that died has run out.
    /// </summary>
    /// <returns>Null where another holds it who lives.</returns>
    public static async Task<WriterLease?> AcquireOrWaitForExpiryAsync(PipelineStorage storage, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        BlobClient blob = await BlobAsync(storage, name, cancellationToken);
        ETag? seen = null;
        for (int pause = 0; pause < PausesUntilExpiry; pause++)
        {
            if (await TryAcquireAsync(blob, signs: true, time, cancellationToken) is { } lease)
                return lease;
            ETag sign = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag;
            seen ??= sign;
            if (sign != seen)
                return null;
            await Task.Delay(Pause, time, cancellationToken);
        }
        return null;
    }

    private static async Task<BlobClient> BlobAsync(PipelineStorage storage, string name, CancellationToken cancellationToken)
    {
        BlobClient blob = storage.Container(ContainerNames.Work).GetBlobClient($"leases/{name}");
        try
        {
            await blob.UploadAsync(BinaryData.Empty, overwrite: false, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // It was made before, and may be leased.
        }
        return blob;
    }

    private static async Task<WriterLease?> TryAcquireAsync(BlobClient blob, bool signs, TimeProvider time, CancellationToken cancellationToken)
    {
        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
            return new WriterLease(blob, lease, signs, time, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAll(_renewal, _signals);
        try
        {
            await _lease.ReleaseAsync(cancellationToken: CancellationToken.None);
        }
        catch (Exception e) when (e is RequestFailedException or IOException or OperationCanceledException or AuthenticationFailedException)
        {
            // It ran out, went to another or cannot be given back: then it runs out by itself, and the work that it covered is done all the same.
        }
        finally
        {
            _lost.Dispose();
            _ended.Dispose();
        }
    }

    // Outlasts 20 seconds in which storage is away: a renewal begins 10 seconds after the last one and is tried for 30, with pauses of 5 (PollyRetryPolicy).
    private async Task RenewAsync(TimeProvider time)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Duration / 4.5, time, _ended.Token);
                // A renewal that takes as long as the lease lasts comes too late: by then another may write.
                using var bounded = new CancellationTokenSource(Duration / 1.5, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(bounded.Token, _ended.Token);
                await _lease.RenewAsync(cancellationToken: either.Token);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Disposed: the usual end.
        }
        catch (Exception)
        {
            // Whatever it was, the lease is not renewed: the work stops, and says so by its token.
            await _lost.CancelAsync();
        }
    }

    // Nobody sees a renewal. Metadata that are written again, even as they are, give the blob another ETag.
    private async Task SignalAliveAsync(TimeProvider time)
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(SignalInterval, time, _ended.Token);
                await _blob.SetMetadataAsync(new Dictionary<string, string>(), new BlobRequestConditions { LeaseId = _lease.LeaseId }, _ended.Token);
            }
            catch (Exception)
            {
                // A sign that failed is none, and who waits for one waits longer. Whether the lease is lost is for the renewal to say.
            }
        }
    }
}
