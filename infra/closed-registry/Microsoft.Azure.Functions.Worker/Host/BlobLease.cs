using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>A lease on a blob, renewed until it is disposed. A process that dies loses it 15 seconds later at most.</summary>
internal sealed class BlobLease : IAsyncDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan Renewal = Length / 3;

    private readonly BlobLeaseClient _client;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _released = new();
    private readonly Task _renewals;

    private BlobLease(BlobLeaseClient client)
    {
        _client = client;
        _renewals = RenewAsync();
    }

    public BlobRequestConditions Condition => new() { LeaseId = _client.LeaseId };

    /// <summary>Cancelled when another process may hold the lease.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Null if another holds the lease or the blob is gone.</summary>
    public static async Task<BlobLease?> TryTakeAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        BlobLeaseClient client = blob.GetBlobLeaseClient();
        try
        {
            await client.AcquireAsync(Length, cancellationToken: cancellationToken);
            return new BlobLease(client);
        }
        catch (RequestFailedException e) when (StorageFault.IsConflict(e))
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _released.CancelAsync();
        await _renewals;
        try
        {
            await _client.ReleaseAsync();
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            // Gone, lost or out of reach: in each case the lease ends by itself.
            await _lost.CancelAsync();
        }
        _released.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        long renewed = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Renewal);
        try
        {
            while (await timer.WaitForNextTickAsync(_released.Token))
            {
                try
                {
                    await _client.RenewAsync(cancellationToken: _released.Token);
                    renewed = Stopwatch.GetTimestamp();
                }
                catch (Exception e) when (StorageFault.Is(e))
                {
                    if (Stopwatch.GetElapsedTime(renewed) < Length && e is not RequestFailedException { Status: 404 or 409 or 412 })
                        continue;
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (_released.IsCancellationRequested)
        {
            return;
        }
    }
}
