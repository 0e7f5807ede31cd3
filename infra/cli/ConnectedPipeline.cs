using IncDiv.Flows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IncDiv.Cli;

/// <summary>The pipeline's stories over the storage that the settings name, for operators' commands.</summary>
internal static class ConnectedPipeline
{
    /// <summary>Runs <paramref name="work"/> with the settings of the environment (README, "Settings").</summary>
    /// <returns>The work's exit code, or 3 with a sentence where a setting is missing or malformed.</returns>
    public static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken)
    {
        IConfiguration settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddPipeline(settings).BuildServiceProvider();
        try
        {
            foreach (IHostedService start in services.GetServices<IHostedService>())
                await start.StartAsync(cancellationToken);
            return await work(services);
        }
        catch (Exception e) when (e is Microsoft.Extensions.Options.OptionsValidationException or FormatException or InvalidOperationException)
        {
            Progress.Say(e.Message);
            return ExitCode.Failed;
        }
    }
}
