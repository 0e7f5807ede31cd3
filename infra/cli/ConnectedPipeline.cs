using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IncDiv.Cli;

/// <summary>The pipeline's workflows on the configured storage, for operators' commands.</summary>
internal static class ConnectedPipeline
{
    /// <summary>Runs <paramref name="work"/> with the settings of the environment (README, "Settings") and the contracts of the command.</summary>
    /// <returns>The work's exit code.</returns>
    /// <exception cref="UsageException">A setting is missing or malformed.</exception>
    public static async Task<int> RunAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken)
    {
        IConfiguration settings = new ConfigurationBuilder().AddEnvironmentVariables()
            .AddInMemoryCollection([new(ContractOption.Setting, ContractOption.FolderOf(parsed)?.FullName)]).Build();
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddPipeline(settings).BuildServiceProvider();
        try
        {
            foreach (IHostedService start in services.GetServices<IHostedService>())
                await start.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is OptionsValidationException or FormatException or InvalidOperationException)
        {
            throw new UsageException(e is OptionsValidationException { Failures: var failures } ? string.Join('\n', failures) : e.Message, e);
        }
        return await work(services);
    }
}
