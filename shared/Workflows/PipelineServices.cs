using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace IncDiv.Workflows;

/// <summary>Registers the three workflows and their dependencies.</summary>
public static class PipelineServices
{
    /// <summary>Adds the pipeline with the settings of <paramref name="configuration"/>. A missing or malformed setting, or contracts with problems, stop the
    /// app at its start.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSettings(configuration).AddStorage().AddIntake().AddComputation().AddPublication().AddNotices().AddOperations()
            .AddHostedService<PipelineStart>();
    }

    private static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<PipelineOptions>().Bind(configuration).Configure(o => o.BindConnection(configuration));
        services.AddValidated<PipelineLimits>().Configure(o => o.Bind(configuration));
        services.AddValidated<DeliveryOptions>().Bind(configuration);
        services.AddSingleton<GivenContracts>().AddSingleton<IValidateOptions<PipelineOptions>>(p => p.GetRequiredService<GivenContracts>());
        return services.AddSingleton(ReadContracts).AddSingleton<ReportingClock>();
    }

    private static OptionsBuilder<TOptions> AddValidated<TOptions>(this IServiceCollection services) where TOptions : class =>
        services.AddSingleton<IValidateOptions<TOptions>, AnnotationValidation<TOptions>>().AddOptions<TOptions>().ValidateOnStart();

    private static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton(p => new PipelineStorage(Options(p).Storage, p.GetRequiredService<TimeProvider>())).AddSingleton<WriterLeases>()
        .AddSingleton<DropStore>().AddSingleton<DropLedger>().AddSingleton<ReceiptStore>().AddSingleton<AuditLog>()
        .AddSingleton<CuratedStore>().AddSingleton<PinStore>().AddSingleton<BridgeStore>().AddSingleton<MicrodataStore>().AddSingleton<DisclosureStore>()
        .AddSingleton<MeasureStore>().AddSingleton<MeasureTables>().AddSingleton<PackStore>()
        .AddSingleton<QuarterMarkers>().AddSingleton<NoticeMarkers>().AddSingleton<UnfinishedErasure>();

    private static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<PseudonymKeys>().AddSingleton(p => new CuratedIngestion(p.GetRequiredService<PseudonymKeys>().Current))
        .AddSingleton<DropOutcomes>().AddSingleton<DropIntake>().AddSingleton<FailedWork>();

    private static IServiceCollection AddComputation(this IServiceCollection services) => services
        .AddSingleton<CuratedData>().AddSingleton<DataPins>().AddSingleton<ReleaseControl>().AddSingleton<EditionStorage>().AddSingleton<QuarterComputation>();

    private static IServiceCollection AddPublication(this IServiceCollection services) => services
        .AddSingleton<MicrodataPublication>().AddSingleton<PackEditions>().AddSingleton<QuarterPublication>()
        .AddSingleton<HomePublication>().AddSingleton<PackPublication>();

    private static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<INoticeChannel, MailChannel>().AddSingleton<INoticeChannel, WebhookChannel>().AddSingleton<NoticeSender>().AddSingleton<PackDelivery>();

    private static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<Reconciliation>().AddSingleton<Replay>().AddSingleton<OverduePacks>().AddSingleton<Health>().AddSingleton<Retention>()
        .AddSingleton<RawErasure>().AddSingleton<CuratedErasure>().AddSingleton<PublishedErasure>().AddSingleton<Erasure>()
        .AddSingleton<FigureExplanation>().AddSingleton<KeyRotation>();

    private static PipelineOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<PipelineOptions>>().Value;

    private static ContractSet ReadContracts(IServiceProvider provider)
    {
        // The validation of the settings reads the contracts.
        _ = Options(provider);
        return provider.GetRequiredService<GivenContracts>().Contracts;
    }
}

/// <summary>Reads the pseudonym keys at start-up and, on the emulator, creates the containers and tables.</summary>
internal sealed class PipelineStart(PipelineStorage storage, PseudonymKeys keys) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.ReadAsync(cancellationToken);
        await storage.EnsureCreatedAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
