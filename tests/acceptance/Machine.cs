using System.Collections.Concurrent;
using Azure.Storage.Blobs.Models;
using IncDiv.Local;
using IncDiv.Storage;
using IncDiv.Storage.Drops;
using IncDiv.Storage.Leases;
using IncDiv.Storage.Packs;

namespace IncDiv.Acceptance.Tests;

/// <summary>The emulator and the functions app as processes, which a test can kill and start again.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly AzuriteProcess _azurite;
    private readonly Dictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly List<(string File, string ETag)> _dropped = [];
    private FunctionsProcess? _functions;

    private Machine(AzuriteProcess azurite, Dictionary<string, string> settings)
    {
        _azurite = azurite;
        _settings = settings;
        Storage = new PipelineStorage(new StorageOptions { ConnectionString = azurite.ConnectionString }, TimeProvider.System);
    }

    public PipelineStorage Storage { get; }

    public FunctionsProcess Functions => _functions!;

    public int Dropped => _dropped.Count;

    public static async Task<Machine> StartAsync(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        {
            ["PseudonymKey"] = Command.PseudonymKey,
            ["PseudonymKeyId"] = "test",
            ["AsOf"] = "2017-05-02",
        };
        foreach ((string name, string value) in settings)
            all[name] = value;
        var machine = new Machine(await AzuriteProcess.StartAsync(null, CancellationToken.None), all);
        await machine.StartFunctionsAsync();
        return machine;
    }

    /// <summary>Starts the app, or restarts it if it was running before.</summary>
    public async Task StartFunctionsAsync()
    {
        if (_functions is not null)
            await _functions.DisposeAsync();
        _functions = await FunctionsProcess.StartAsync(AppContext.BaseDirectory, _azurite.ConnectionString, _settings, _log.Enqueue, CancellationToken.None);
        await _functions.WatchAsync(CancellationToken.None);
    }

    /// <summary>Kills the worker, as a crash would. The host starts another.</summary>
    public async Task KillWorkerAsync()
    {
        int worker = 0;
        await UntilAsync(
            () => Task.FromResult((worker = Processes.ChildrenOf(Functions.ProcessId).FirstOrDefault(c => Processes.Runs(c, "IncDiv.Functions.dll"))) != 0));
        await Processes.KillAsync(worker);
        // Until then the same process would be found again.
        await UntilAsync(() => Task.FromResult(!Processes.IsAlive(worker)));
    }

    public async Task DropAsync(string file, byte[] content)
    {
        BlobContentInfo landed = await Storage.Container(ContainerNames.Drops).GetBlobClient(file).UploadAsync(new BinaryData(content));
        _dropped.Add((file, landed.ETag.ToString("H")));
    }

    public async Task<IReadOnlyList<DropRecord>> LedgerAsync() => await new DropLedger(Storage).ListAsync(null, CancellationToken.None);

    public async Task<IReadOnlyList<PackRecord>> PacksAsync(Quarter quarter) => await new PackStore(Storage).ListAsync(null, quarter, CancellationToken.None);

    /// <summary>Waits until every drop is processed completely and every quarter computed.</summary>
    public async Task SettleAsync()
    {
        // The drop of a killed app is in the ledger before the next app completes it. Its quarters are requested before it is completed.
        await UntilAsync(async () => (await LedgerAsync()).Where(d => d.Finished).Select(d => (d.File, d.ETag)).ToHashSet().IsSupersetOf(_dropped));
        await UntilAsync(async () => (await new QuarterMarkers(Storage).WaitingAsync(CancellationToken.None)).Count == 0);
    }

    /// <summary>Waits until a condition holds. Fails with the app's log if it does not.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, string.Join('\n', _log));
            await Task.Delay(20);
        }
    }

    /// <summary>The ledger without times and versions, and the bytes of the curated data and the measures, as lines to compare.</summary>
    public async Task<IReadOnlyList<string>> StateAsync()
    {
        List<string> lines = [.. (await LedgerAsync()).Select(d => JsonSerializer.Serialize(d with { ETag = "", Landed = default }))];
        foreach (string container in new[] { ContainerNames.Curated, ContainerNames.Measures })
            await foreach (BlobItem blob in Storage.Container(container).GetBlobsAsync())
            {
                BinaryData content = (await Storage.Container(container).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content;
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{container}/{blob.Name} {Convert.ToHexString(SHA256.HashData(content))}"));
            }
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        if (_functions is not null)
            await _functions.DisposeAsync();
        await _azurite.DisposeAsync();
    }
}
