using Azure;
using Azure.Storage.Blobs.Specialized;

namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>The processes of the app on one account, each with its own fault proxies to storage, and the faults of the processes and the emulator.</summary>
internal sealed class Machines(Emulator emulator, int account, FaultSchedule schedule) : IAsyncDisposable
{
    private readonly Node?[] _nodes = new Node?[2];
    private readonly List<Node> _killed = [];
    private readonly SemaphoreSlim _starting = new(1);
    private readonly SemaphoreSlim _emulatorUp = new(1);
    private Task _restart = Task.CompletedTask;

    /// <summary>A connection to storage without faults.</summary>
    public PipelineStorage Storage { get; private set; } = Direct(emulator, account);

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
    public async Task BreakLeasesAsync()
    {
        await _emulatorUp.WaitAsync();
        try
        {
            await foreach (BlobItem blob in Storage.Container(ContainerNames.Work).GetBlobsAsync(new GetBlobsOptions { Prefix = "leases/" }))
                if (blob.Properties.LeaseState == LeaseState.Leased)
                    await BreakLeaseAsync(Storage.Container(ContainerNames.Work).GetBlobClient(blob.Name).GetBlobLeaseClient());
        }
        finally
        {
            _emulatorUp.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Node node in _nodes.OfType<Node>().Concat(_killed))
            await node.DisposeAsync();
        _starting.Dispose();
        _emulatorUp.Dispose();
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
        var blobs = new FaultProxy(schedule, () => emulator.BlobPort, strike);
        var tables = new FaultProxy(schedule, () => emulator.TablePort, strike);
        return _nodes[place] = node = new Node(emulator.Account(account, blobs.Port, tables.Port), Time, blobs, tables);
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
                Time.JumpTo(TimeSpan.FromHours(schedule.Draw("clock") * 6 - 3));
                return Task.CompletedTask;
        }
    }

    private async Task RestartAsync()
    {
        await _emulatorUp.WaitAsync();
        try
        {
            await emulator.RestartAsync();
            Storage = Direct(emulator, account);
        }
        finally
        {
            _emulatorUp.Release();
        }
    }

    private static PipelineStorage Direct(Emulator emulator, int account) =>
        new(new StorageOptions { ConnectionString = emulator.Account(account) }, TimeProvider.System);
}
