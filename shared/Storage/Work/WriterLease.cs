using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace IncDiv.Storage.Work;

/// <summary>
/// Lets one process at a time write what a name stands for: a lease on <c>work/leases/{name}</c>, renewed until disposal. When it is
/// lost, <see cref="Lost"/> is cancelled and the work must stop.
/// </summary>
public sealed class WriterLease : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly int PausesOfTheDead = (int)(Duration * 1.2 / Pause);

    private readonly BlobLeaseClient _lease;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewal;

    private WriterLease(BlobLeaseClient lease, TimeProvider time, CancellationToken cancellationToken)
    {
        _lease = lease;
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renewal = RenewAsync(time);
    }

    /// <summary>Cancelled when the lease is lost or the caller's token is.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes the lease, waiting while another holds it.</summary>
    public static async Task<WriterLease> TakeAsync(PipelineStorage storage, string name, TimeProvider time, CancellationToken cancellationToken) =>
        (await TakeAsync(storage, name, int.MaxValue, time, cancellationToken))!;

    /// <summary>Takes the lease, waiting for longer than a process that died can hold it.</summary>
    /// <returns>Null where another holds it who lives.</returns>
    public static Task<WriterLease?> TakeFromTheDeadAsync(PipelineStorage storage, string name, TimeProvider time, CancellationToken cancellationToken) =>
        TakeAsync(storage, name, PausesOfTheDead, time, cancellationToken);

    private static async Task<WriterLease?> TakeAsync(PipelineStorage storage, string name, int pauses, TimeProvider time, CancellationToken cancellationToken)
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
        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        for (int pause = 0; pause < pauses; pause++)
        {
            try
            {
                await lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
                return new WriterLease(lease, time, cancellationToken);
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewal;
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
}
