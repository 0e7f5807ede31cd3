using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>The Functions host of one machine: checks the application at its start, then serves its triggers until it is stopped.</summary>
internal sealed class LocalHost(
    IConfiguration configuration, IServiceProvider services, Pipeline pipeline, IHostApplicationLifetime lifetime, ILoggerFactory logging)
    : BackgroundService
{
    private const int QueueBatch = 16; // The official default.

    private readonly ILogger _logger = logging.CreateLogger("Host");
    private readonly TimeProvider _clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
    private HostSettings _settings = null!;
    private IReadOnlyList<IListener> _listeners = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _settings = HostSettings.Load(configuration);
        IReadOnlyList<FunctionEntry> functions = FunctionCatalog.Find(_settings.FunctionAssembly, _settings.Functions);
        _listeners = await ListenersAsync(functions, cancellationToken);
        _logger.LogInformation(
            "Host '{HostId}' runs {Functions}; HTTP at {Address}",
            _settings.HostId,
            functions.Count == 0 ? "no function" : string.Join(", ", functions.Select(f => $"{f.Name} ({f.TriggerType})")),
            _listeners.OfType<HttpFrontDoor>().SingleOrDefault()?.Address ?? "no port");
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        foreach (IDisposable listener in _listeners.OfType<IDisposable>())
            listener.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var abort = new CancellationTokenSource();
        // Once a stop is asked for, no new work starts; what runs has the grace to finish before its token is cancelled.
        await using CancellationTokenRegistration grace = stoppingToken.Register(() => abort.CancelAfter(_settings.StopGrace));
        await Task.WhenAll(_listeners.Select(listener => ListenAsync(listener, stoppingToken, abort.Token)));
    }

    private async Task ListenAsync(IListener listener, CancellationToken stop, CancellationToken abort)
    {
        try
        {
            await listener.RunAsync(stop, abort);
        }
        catch (Exception e)
        {
            _logger.LogCritical(e, "A listener failed for good: the application stops.");
            lifetime.StopApplication();
            throw;
        }
    }

    private async Task<IReadOnlyList<IListener>> ListenersAsync(IReadOnlyList<FunctionEntry> functions, CancellationToken cancellationToken)
    {
        var invoker = new Invoker(services, pipeline, _clock, logging.CreateLogger("Function"));
        var slots = new SemaphoreSlim(_settings.ParallelBlobs);
        FunctionEntry[] stored = [.. functions.Where(f => f.Trigger is not HttpTriggerAttribute)];
        var listeners = new List<IListener>();
        if (stored.Length > 0)
        {
            BlobContainerClient own = await OwnContainerAsync(stored[0], cancellationToken);
            listeners.AddRange(ContainerScans(stored, own, invoker).Select(scan => new ScanLoop(scan, _settings.ScanInterval, slots, _logger)));
            listeners.AddRange(QueueListeners(stored, invoker).Select(queue =>
                new ScanLoop(queue, _settings.ScanInterval, new SemaphoreSlim(QueueBatch), _logger)));
            listeners.AddRange(stored.Where(f => f.Trigger is TimerTriggerAttribute).Select(f => Timer(f, own, invoker)));
        }
        HttpRoute[] routes = [.. functions.Where(f => f.Trigger is HttpTriggerAttribute).Select(f => new HttpRoute(f, _settings.RoutePrefix))];
        if (routes.Length > 0 && _settings.HttpPort != 0)
            listeners.Add(new HttpFrontDoor(routes, _settings, invoker, _logger));
        return listeners;
    }

    private async Task<BlobContainerClient> OwnContainerAsync(FunctionEntry function, CancellationToken cancellationToken)
    {
        BlobContainerClient container = HostContainer(StorageConnection.Open(configuration, null, $"Function '{function.Name}'"));
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return container;
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            throw new InvalidOperationException("The storage account of 'AzureWebJobsStorage' does not answer: start it, or correct the setting.", e);
        }
    }

    private IEnumerable<IWorkSource> ContainerScans(FunctionEntry[] functions, BlobContainerClient own, Invoker invoker) =>
        from function in functions
        let trigger = function.Trigger as BlobTriggerAttribute
        where trigger is not null
        let account = StorageConnection.Open(configuration, trigger.Connection, $"Function '{function.Name}'")
        let pattern = BlobPattern.Parse(Resolve(trigger.BlobPath, function))
        let container = account.GetBlobContainerClient(pattern.Container)
        let receipts = new Receipts(own, _settings.HostId, function.HostName)
        let poison = new MessageQueue(HostContainer(account), MessageQueue.BlobPoison)
        let listener = new BlobListener(function, container, pattern, receipts, poison, _settings.BlobTries, invoker)
        group (container, listener) by container.Uri into scan
        select new ContainerScan(scan.First().container, [.. scan.Select(s => s.listener)]);

    private IEnumerable<IWorkSource> QueueListeners(FunctionEntry[] functions, Invoker invoker) =>
        from function in functions
        let trigger = function.Trigger as QueueTriggerAttribute
        where trigger is not null
        let account = StorageConnection.Open(configuration, trigger.Connection, $"Function '{function.Name}'")
        select new QueueListener(function, new MessageQueue(HostContainer(account), Resolve(trigger.QueueName, function)), _settings.QueueTries, invoker);

    private TimerListener Timer(FunctionEntry function, BlobContainerClient own, Invoker invoker)
    {
        string text = Resolve(((TimerTriggerAttribute)function.Trigger).Schedule, function);
        TimerSchedule schedule = TimerSchedule.Parse(text, _clock.GetUtcNow().UtcDateTime);
        BlobClient turn = own.GetBlobClient($"locks/{_settings.HostId}/{function.HostName}.Listener");
        return new TimerListener(function, schedule, new TimerStatus(own, _settings.HostId, function.HostName), turn, invoker, _clock, _logger);
    }

    /// <summary>Replaces each %Setting% by its value.</summary>
    private string Resolve(string text, FunctionEntry function) => Regex.Replace(text, "%([^%]+)%", match =>
        configuration[match.Groups[1].Value]
        ?? throw new InvalidOperationException($"Function '{function.Name}' uses %{match.Groups[1].Value}%: set '{match.Groups[1].Value}'."));

    private static BlobContainerClient HostContainer(BlobServiceClient account) => account.GetBlobContainerClient("azure-webjobs-hosts");
}
