using Azure;
using Azure.Storage.Blobs.Specialized;

namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>The processes of the app on one account, each with its own fault proxies to storage, and the faults of the processes and the emulator.</summary>
internal sealed class Machines : IAsyncDisposable
{
    // A live process renews four times a second.
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(5);

    private readonly Emulator _emulator;
    private readonly int _account;
    private readonly FaultSchedule _schedule;
    private readonly ConcurrentDictionary<string, long> _renewals = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _expiry;
    private readonly Node?[] _nodes = new Node?[2];
    private readonly List<Node> _killed = [];
    private readonly SemaphoreSlim _starting = new(1);
    private readonly SemaphoreSlim _emulatorUp = new(1);
    private Task _restart = Task.CompletedTask;

    public Machines(Emulator emulator, int account, FaultSchedule schedule)
    {
        (_emulator, _account, _schedule) = (emulator, account, schedule);
        Storage = Direct(emulator, account);
        _expiry = ExpireLeasesAsync();
    }

    /// <summary>A connection to storage without faults.</summary>
    public PipelineStorage Storage { get; private set; }

    public StormTime Time { get; } = new();

    /// <summary>The process with this index; a new one if it was killed.</summary>
    public async Task<Node> NodeAsync(int place)
    {
        // Several events may find their process killed at the same time.
        await _starting.WaitAsync();
        try
        {
            return _nodes[place] is { Killed: false } alive ? alive : await StartNodeAsync(place);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Waits until the emulator is running again, if it was stopped.</summary>
    public Task UpAsync() => _restart;

    /// <summary>Writes a drop as a source team does, without faults.</summary>
    /// <returns>Its version.</returns>
    public async Task<string> LandAsync(string file, byte[] content)
    {
        await _emulatorUp.WaitAsync();
        try
        {
            var blob = Storage.Container(ContainerNames.Drops).GetBlobClient(file);
            return (await blob.UploadAsync(new BinaryData(content), overwrite: true)).Value.ETag.ToString("H");
        }
        finally
        {
            _emulatorUp.Release();
        }
    }

    /// <summary>Breaks every lease.</summary>
    public Task BreakLeasesAsync() => BreakLeasesAsync(_ => true);

    private async Task BreakLeasesAsync(Predicate<string> breaks)
    {
        await _emulatorUp.WaitAsync();
        try
        {
            await foreach (BlobItem blob in Storage.Container(ContainerNames.Work).GetBlobsAsync(new GetBlobsOptions { Prefix = "leases/" }))
                if (blob.Properties.LeaseState == LeaseState.Leased && breaks(blob.Name))
                    await BreakLeaseAsync(Storage.Container(ContainerNames.Work).GetBlobClient(blob.Name).GetBlobLeaseClient());
        }
        finally
        {
            _emulatorUp.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _expiry;
        foreach (Node node in _nodes.OfType<Node>().Concat(_killed))
            await node.DisposeAsync();
        _starting.Dispose();
        _emulatorUp.Dispose();
        _ended.Dispose();
    }

    // Storage's leases end by the real clock, while the processes' clock is forty times as fast: a lease whose answer was lost would hold a schedule up
    // for as long as one in the field. It ends here a few seconds after its last renewal.
    private async Task ExpireLeasesAsync()
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!_ended.IsCancellationRequested)
            try
            {
                await tick.WaitForNextTickAsync(_ended.Token);
                if (!_schedule.IsCalm)
                    await BreakLeasesAsync(name => Stopwatch.GetElapsedTime(_renewals.GetOrAdd(name, _ => Stopwatch.GetTimestamp())) > LeaseDuration);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // Storage is not set up yet.
            }
            catch (OperationCanceledException)
            {
                // The run is over.
            }
    }

    private void Renew(string target)
    {
        int start = target.IndexOf("leases/", StringComparison.Ordinal);
        if (start >= 0)
            _renewals[Uri.UnescapeDataString(target[start..].Split('?')[0])] = Stopwatch.GetTimestamp();
    }

    private static async Task BreakLeaseAsync(BlobLeaseClient lease)
    {
        try
        {
            await lease.BreakAsync(TimeSpan.Zero);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // The lease was released in the meantime.
        }
    }

    private async Task<Node> StartNodeAsync(int place)
    {
        if (_nodes[place] is { } killed)
        {
            _killed.Add(killed);
            // No process renews these leases any more, so they have expired.
            await BreakLeasesAsync();
        }
        Node? node = null;
        Func<Fault, Task> strike = fault => StrikeAsync(fault, node!);
        var blobs = new FaultProxy(_schedule, () => _emulator.BlobPort, strike, Renew);
        var tables = new FaultProxy(_schedule, () => _emulator.TablePort, strike, Renew);
        return _nodes[place] = node = new Node(_emulator.Account(_account, blobs.Port, tables.Port), Time, blobs, tables);
    }

    private Task StrikeAsync(Fault fault, Node caller)
    {
        switch (fault)
        {
            case Fault.Kill:
                return caller.KillAsync();
            case Fault.LeaseLoss:
                return BreakLeasesAsync();
            case Fault.Restart:
                return _restart = RestartAsync();
            default:
                Time.JumpTo(TimeSpan.FromHours(_schedule.Draw("clock") * 6 - 3));
                return Task.CompletedTask;
        }
    }

    private async Task RestartAsync()
    {
        await _emulatorUp.WaitAsync();
        try
        {
            await _emulator.RestartAsync();
            Storage = Direct(_emulator, _account);
        }
        finally
        {
            _emulatorUp.Release();
        }
    }

    private static PipelineStorage Direct(Emulator emulator, int account) =>
        new(new StorageOptions { ConnectionString = emulator.Account(account) }, TimeProvider.System);
}
