using System.Net;
using System.Net.Sockets;
using Azure;
using IncDiv.Host.Functions;
using IncDiv.Host.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IncDiv.Host;

/// <summary>Runs a functions app: its worker, its triggers and its HTTP endpoints.</summary>
internal static class FunctionsHost
{
    private const string HostStorage = "AzureWebJobsStorage";
    private const long MaxBodyBytes = 10_000_000;

    // As in Azure. A function that does not end within this time is lost with the worker, and its message returns after ten minutes.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    /// <summary>Runs the app until the process is asked to stop.</summary>
    /// <param name="port">Port of the HTTP endpoints, on loopback.</param>
    /// <exception cref="HostException">The app cannot be started.</exception>
    public static async Task RunAsync(AppFolder app, int port, CancellationToken cancellationToken)
    {
        foreach ((string name, string? value) in app.LocalValues().Where(v => Environment.GetEnvironmentVariable(v.Key) is null))
            Environment.SetEnvironmentVariable(name, value);
        CheckPort(port);
        IReadOnlyDictionary<string, string?> hostSettings = app.HostSettings();
        // The environment is added after host.json and therefore overrides it.
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(hostSettings).AddEnvironmentVariables().Build();
        var section = new HostSection(configuration);
        using ILoggerFactory logs = LoggerFactory.Create(logging => Configure(logging, section));
        var invoker = new FunctionInvoker(logs);

        await using WorkerServer server = await WorkerServer.StartAsync(invoker.Log, cancellationToken);
        await using var worker = new FunctionsWorker(app, server, logs);
        Task starting = worker.StartAsync(cancellationToken);
        HostKeys keys = await OpenKeysAsync(configuration[HostStorage], section.HostId, cancellationToken);
        await starting;

        FunctionTrigger[] functions = [.. worker.Functions.Select(FunctionTrigger.From)];
        foreach (FunctionTrigger function in functions)
            function.CheckSettings(configuration);
        invoker.Use(worker, functions);
        ILookup<bool, FunctionTrigger> isHttp = functions.ToLookup(f => f.Type == FunctionTrigger.Http);

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(configuration);
        builder.Configuration.AddInMemoryCollection([new("AzureWebJobsConfigurationSection", HostSection.Name)]);
        builder.Services.AddSingleton(logs);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopLimit);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        var events = new BlobEvents(keys);
#pragma warning disable CS0618 // The SDK has no other way to give an extension its webhook.
        builder.Services.AddSingleton<IWebHookProvider>(events);
#pragma warning restore CS0618
        builder.Host.AddFunctions(TriggerType.Create(isHttp[false], section.FunctionTimeout), section.HostId, invoker, worker);
        await using WebApplication web = builder.Build();
        // Ctrl+C also reaches the worker, which may end first and must not be restarted.
        web.Lifetime.ApplicationStopping.Register(worker.StopRestarting);
        web.MapGet("/", () => Results.Text("The functions app runs.\n"));
        events.Map(web);
        new HttpFunctions(invoker, keys).Map(web, section.RoutePrefix, isHttp[true]);
        await UnlessEndedAsync(StartAsync(web, cancellationToken), worker);
        // The triggers start before the endpoints, so this line means that the app is ready.
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Listening on http://127.0.0.1:{port}/"));
        await UnlessEndedAsync(web.WaitForShutdownAsync(cancellationToken), worker);
    }

    private static async Task UnlessEndedAsync(Task work, FunctionsWorker worker) => await await Task.WhenAny(work, worker.Ended);

    private static void Configure(ILoggingBuilder logging, HostSection section) => logging
        .AddConfiguration(section.Logging)
        .AddFilter("Azure", LogLevel.Error)
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddSimpleConsole(console => console.SingleLine = true);

    private static async Task<HostKeys> OpenKeysAsync(string? connection, string hostId, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(connection))
        {
            throw new HostException(
                $"The setting {HostStorage} is missing: set it to the connection string of the host's storage, for Azurite UseDevelopmentStorage=true.");
        }
        try
        {
            return await HostKeys.OpenAsync(connection, hostId, cancellationToken);
        }
        catch (FormatException e)
        {
            throw new HostException($"{HostStorage} is not a connection string: {e.Message}", e);
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            throw new HostException($"The storage that {HostStorage} names rejected the key: correct the setting.", e);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            throw new HostException($"The storage that {HostStorage} names does not answer: start Azurite or correct the setting.", e);
        }
    }

    // The port is checked before the triggers start: a message that they received and did not finish would return only after ten minutes.
    private static void CheckPort(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new HostException(string.Create(CultureInfo.InvariantCulture, $"Port {port} is in use: choose another one with --port."), e);
        }
    }

    private static async Task StartAsync(WebApplication web, CancellationToken cancellationToken)
    {
        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or FormatException)
        {
            throw new HostException(
                "The triggers could not be started: the storage does not answer, or a connection setting is malformed. "
                + "Start Azurite or correct the setting.",
                e);
        }
    }
}
