using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using IncDiv.Disclosure.Release;
using IncDiv.Storage.Leases;
using IncDiv.Storage.Packs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IncDiv.Workflows.Tests;

/// <summary>The workflows on one storage account, called directly.</summary>
internal sealed class Pipeline
{
    public const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /// <summary>For tests in which neither the figures nor their number matter.</summary>
    public static readonly IReadOnlyList<string> FewMeasures = ["WF-01", "WF-02", "WF-20"];

    private readonly ServiceProvider _services;

    /// <param name="today">The day that counts as today.</param>
    /// <param name="time">Null for the real time.</param>
    /// <param name="transport">Carries the calls to storage; null for the usual one.</param>
    /// <param name="measures">Measures to release; null for all.</param>
    public Pipeline(
        string account, string today = "2017-05-02", TimeProvider? time = null, HttpPipelineTransport? transport = null,
        IReadOnlyList<(string Name, string Value)>? settings = null, IReadOnlyList<string>? measures = null)
    {
        Account = account;
        var values = new Dictionary<string, string?> { ["PipelineStorage"] = account, ["PseudonymKey"] = Key, ["PseudonymKeyId"] = "test", ["AsOf"] = today };
        foreach ((string name, string value) in settings ?? [])
            values[name] = value;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.AddSingleton(new PipelineStorage(new StorageOptions { ConnectionString = account }, time ?? TimeProvider.System, transport));
        if (measures is not null)
            services.AddSingleton(p => new ReleaseControl(
                p.GetRequiredService<DisclosureStore>(), p.GetRequiredService<MeasureStore>(), p.GetRequiredService<AuditLog>(),
                p.GetRequiredService<ContractSet>(), p.GetRequiredService<ILogger<ReleaseControl>>())
            {
                Protect = (computed, catalogue, policy, history, threads, cancellationToken) => MeasureRelease.Protect(
                    computed.Where((row, _) => measures.Contains(row.MeasureId)), catalogue, policy, history, threads, cancellationToken),
            });
        _services = services.BuildServiceProvider();
        // The keys are in the settings, so reading them completes immediately.
        Assert.True(Get<PseudonymKeys>().ReadAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    /// <summary>The connection string.</summary>
    public string Account { get; }

    public PipelineStorage Storage => Get<PipelineStorage>();

    public DisclosureStore Disclosure => Get<DisclosureStore>();

    public CuratedData Data => Get<CuratedData>();

    public DropIntake Intake => Get<DropIntake>();

    public DropOutcomes Outcomes => Get<DropOutcomes>();

    public FailedWork FailedWork => Get<FailedWork>();

    public ReportingClock Clock => Get<ReportingClock>();

    public MeasureTables Tables => Get<MeasureTables>();

    public QuarterComputation Computation => Get<QuarterComputation>();

    public PackPublication Publication => Get<PackPublication>();

    public Retention Retention => Get<Retention>();

    public Erasure Erasure => Get<Erasure>();

    public Replay Replay => Get<Replay>();

    public Health Health => Get<Health>();

    public KeyRotation KeyRotation => Get<KeyRotation>();

    public Reconciliation Reconciliation => Get<Reconciliation>();

    public HomePublication Home => Get<HomePublication>();

    public MeasureStore Measures => Get<MeasureStore>();

    public QuarterMarkers Markers => Get<QuarterMarkers>();

    public PackStore Packs => Get<PackStore>();

    public FigureExplanation Explanation => Get<FigureExplanation>();

    public PackDelivery Delivery => Get<PackDelivery>();

    public DeliveryOptions DeliveryOptions => Get<IOptions<DeliveryOptions>>().Value;

    /// <summary>A pipeline on an account with its containers and tables.</summary>
    public static async Task<Pipeline> CreateAsync(
        WorkflowsFixture fixture, string today = "2017-05-02", TimeProvider? time = null, IReadOnlyList<string>? measures = null) =>
        await CreateAsync(fixture.NewAccount(), [], today, time, measures);

    /// <param name="settings">Settings that extend or replace the default ones.</param>
    public static async Task<Pipeline> CreateAsync(
        string account, IReadOnlyList<(string Name, string Value)> settings,
        string today = "2017-05-02", TimeProvider? time = null, IReadOnlyList<string>? measures = null)
    {
        var pipeline = new Pipeline(account, today, time, null, settings, measures);
        await pipeline.Storage.EnsureCreatedAsync(CancellationToken.None);
        return pipeline;
    }

    /// <summary>Writes a file where source teams write it, without ingesting it.</summary>
    public async Task<BlobContentInfo> LandAsync(string file, byte[] content) =>
        await Blob(ContainerNames.Drops, file).UploadAsync(new BinaryData(content), overwrite: true);

    /// <summary>Lands a file and ingests it.</summary>
    public async Task DropAsync(string file, byte[] content)
    {
        await LandAsync(file, content);
        await Intake.IngestAsync(file, CancellationToken.None);
    }

    /// <summary>Drops a file that lands later than every drop before it. Storage reports times in whole seconds.</summary>
    public async Task DropLaterAsync(string file, byte[] content)
    {
        DateTimeOffset newest = (await LedgerAsync()).Max(d => d.Landed);
        while ((await LandAsync(file, content)).LastModified <= newest)
            await Task.Delay(50);
        await Intake.IngestAsync(file, CancellationToken.None);
    }

    /// <summary>Computes every waiting quarter.</summary>
    public async Task ComputeAsync()
    {
        foreach (Quarter quarter in await Markers.WaitingAsync(CancellationToken.None))
            await Computation.ComputeAsync(quarter, CancellationToken.None);
        await Tables.CatchUpAsync(CancellationToken.None);
    }

    /// <summary>Writes one figure for a quarter, as if it had been published, for tests in which the figures do not matter.</summary>
    public async Task MeasuredAsync(Quarter quarter, double value, int edition = 1)
    {
        if (await Markers.VersionAsync(quarter, CancellationToken.None) is { } version)
            Assert.True(await Markers.ClearAsync(quarter, version, CancellationToken.None));
        var row = new MeasureRow
        {
            Quarter = quarter.ToString(),
            PeriodStart = quarter.FirstDay,
            PeriodEnd = quarter.LastDay,
            Window = MeasureWindow.Snapshot,
            MeasureId = "WF-01",
            MeasureName = "BME share of officers",
            Feed = "workforce",
            Breakdown = "all",
            Group = "All",
            Statistic = Statistic.Level,
            Unit = Unit.Percent,
            Value = value,
            Lower = value - 0.3,
            Upper = value + 0.3,
            N = 31_000,
            Polarity = Polarity.Up,
            Status = TargetStatus.NoTarget,
            Edition = edition,
            CatalogueVersion = "test",
        };
        await Measures.PutAsync(quarter, edition, [row], CancellationToken.None);
    }

    public Task<PublishedPack?> PublishAsync(Quarter quarter) => Publication.PublishAsync("stride-quarterly", quarter, CancellationToken.None);

    public async Task<IReadOnlyList<DropRecord>> LedgerAsync() => await Get<DropLedger>().ListAsync(null, CancellationToken.None);

    /// <summary>The figures of an edition, or of the draft of what will be edition 1.</summary>
    public async Task<IReadOnlyList<MeasureRow>> MeasuresAsync(Quarter quarter, int edition = 1) =>
        await Measures.FindAsync(quarter, edition, CancellationToken.None)
        ?? (edition == 1 ? await Measures.FindDraftAsync(quarter, CancellationToken.None) : null)
        ?? [];

    /// <summary>The actions in the audit log, in order.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(string action)
    {
        var subjects = new List<string>();
        await foreach (TableEntity entry in Storage.Table(TableNames.Audit).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Action eq {action}")))
            subjects.Add(entry.GetString("Subject"));
        return subjects;
    }

    public BlobClient Blob(string container, string name) => Storage.Container(container).GetBlobClient(name);

    public async Task<byte[]> BytesAsync(string container, string name) => (await Blob(container, name).DownloadContentAsync()).Value.Content.ToArray();

    public async Task<string> TextAsync(string container, string name) => (await Blob(container, name).DownloadContentAsync()).Value.Content.ToString();

    public async Task<ETag> VersionAsync(string container, string name) => (await Blob(container, name).GetPropertiesAsync()).Value.ETag;

    /// <summary>Names of the blobs of a container, in order.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string container, string? prefix = null)
    {
        var names = new List<string>();
        await foreach (BlobItem blob in Storage.Container(container).GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }))
            names.Add(blob.Name);
        return names;
    }

    /// <summary>Breaks the leases of a crashed process, as if they had expired.</summary>
    public async Task EndLeasesAsync()
    {
        await foreach (BlobItem blob in Storage.Container(ContainerNames.Work).GetBlobsAsync(new GetBlobsOptions { Prefix = "leases/" }))
            if (blob.Properties.LeaseState == LeaseState.Leased)
                await Blob(ContainerNames.Work, blob.Name).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
    }

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();
}
