using IncDiv.Storage.Leases;
using IncDiv.Storage.Packs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>One process of the app: the workflows over one connection to storage. A killed process does nothing more.</summary>
internal sealed class Node : IAsyncDisposable
{
    public const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _killed = new();
    private readonly FaultProxy[] _wires;

    public Node(string account, TimeProvider time, params FaultProxy[] wires)
    {
        _wires = wires;
        var settings = new Dictionary<string, string?>
        {
            ["PipelineStorage"] = account,
            ["PseudonymKey"] = Key,
            ["PseudonymKeyId"] = "test",
            ["AsOf"] = "2017-05-02",
            ["SmallestClass"] = "2",
        };
        _services = new ServiceCollection().AddLogging().AddSingleton(time)
            .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(p => ActivatorUtilities.CreateInstance<RememberedProtection>(p).Control).BuildServiceProvider();
        // The key is in the settings, so reading it completes immediately.
        Assert.True(Get<PseudonymKeys>().ReadAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    public bool Killed => _killed.IsCancellationRequested;

    public CancellationToken Token => _killed.Token;

    public PipelineStorage Storage => Get<PipelineStorage>();

    public DropIntake Intake => Get<DropIntake>();

    public FailedWork FailedWork => Get<FailedWork>();

    public QuarterComputation Computation => Get<QuarterComputation>();

    public MeasureTables Tables => Get<MeasureTables>();

    public PackPublication Publication => Get<PackPublication>();

    public Reconciliation Reconciliation => Get<Reconciliation>();

    public QuarterMarkers Markers => Get<QuarterMarkers>();

    public DropLedger Ledger => Get<DropLedger>();

    public PackStore Packs => Get<PackStore>();

    /// <summary>Kills the process: its connections to storage are cut first, then it stops.</summary>
    public async Task KillAsync()
    {
        foreach (FaultProxy wire in _wires)
            wire.Kill();
        await _killed.CancelAsync();
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        foreach (FaultProxy wire in _wires)
            await wire.DisposeAsync();
        await _services.DisposeAsync();
        _killed.Dispose();
    }
}
