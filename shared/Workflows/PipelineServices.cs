using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace IncDiv.Workflows;

/// <summary>Registers the three workflows and their dependencies.</summary>
public static class PipelineServices
{
    /// <summary>Adds the pipeline with the settings of <paramref name="configuration"/>; a missing or malformed setting stops the app at its start.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<PipelineOptions>, AnnotationValidation<PipelineOptions>>().AddOptions<PipelineOptions>().Configure(o => PipelineOptions.Bind(o, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeliveryOptions>, AnnotationValidation<DeliveryOptions>>().AddOptions<DeliveryOptions>().Configure(o => DeliveryOptions.Bind(o, configuration)).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PseudonymKeys>();
        services.AddSingleton(p => new PipelineStorage(Options(p).Storage, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DropStore>().AddSingleton<DropLedger>().AddSingleton<ReceiptStore>().AddSingleton<AuditLog>();
        services.AddSingleton<CuratedStore>().AddSingleton<BridgeStore>().AddSingleton<MicrodataStore>().AddSingleton<MeasureStore>().AddSingleton<MeasureTables>().AddSingleton<PackStore>().AddSingleton<QuarterMarkers>().AddSingleton<UnfinishedErasure>();
        services.AddSingleton<DisclosureStore>().AddSingleton<ReleaseControl>();
        services.AddSingleton(p => new CuratedIngestion(p.GetRequiredService<PseudonymKeys>().Current));
        services.AddSingleton<DropIntake>().AddSingleton<QuarterComputation>().AddSingleton<HomePublication>().AddSingleton<PackPublication>().AddSingleton<Reconciliation>();
        services.AddSingleton<MicrodataPublication>().AddSingleton<Retention>().AddSingleton<Erasure>().AddSingleton<RawErasure>().AddSingleton<KeyRotation>().AddSingleton<Replay>().AddSingleton<Health>();
        services.AddSingleton<NoticeMarkers>().AddSingleton<INoticeChannel, MailChannel>().AddSingleton<INoticeChannel, WebhookChannel>().AddSingleton<PackDelivery>();
        services.AddHostedService<PipelineStart>();
        return services;
    }

    private static PipelineOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<PipelineOptions>>().Value;
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
