using System.Runtime.ExceptionServices;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IncDiv.Host.Functions;

/// <summary>Configures the WebJobs SDK with the app's functions and the replacements of its defaults.</summary>
internal static class WebJobsSetup
{
    public static void AddFunctions(this IHostBuilder host, Type functions, string hostId, FunctionInvoker invoker, FunctionsWorker worker) =>
        host.ConfigureWebJobs(web =>
        {
            web.AddAzureStorageCoreServices();
            web.AddAzureStorageBlobs();
            web.AddAzureStorageQueues();
            web.AddTimers();
            web.Services.AddSingleton<ITypeLocator>(new OneType(functions));
            web.Services.AddSingleton<IHostIdProvider>(new FixedHostId(hostId));
            web.Services.AddSingleton<IFunctionInvoker>(invoker);
            web.Services.AddSingleton<IWebJobsExceptionHandler>(provider =>
                new KeepAlive(worker, provider.GetRequiredService<ILoggerFactory>().CreateLogger("Host.Timeout")));
            // Registered after AddTimers, to replace the SDK's own monitor, whose storage client no longer exists.
            web.Services.AddSingleton<ScheduleMonitor, BlobScheduleMonitor>();
        });

    private sealed class OneType(Type type) : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => [type];
    }

    private sealed class FixedHostId(string id) : IHostIdProvider
    {
        public Task<string> GetHostIdAsync(CancellationToken cancellationToken) => Task.FromResult(id);
    }

    /// <summary>When a function takes too long, the SDK would end the whole host. Functions run in the worker, so starting a new worker is enough.</summary>
    private sealed class KeepAlive(FunctionsWorker worker, ILogger log) : IWebJobsExceptionHandler
    {
        public Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod)
        {
            log.LogError("{Message} The worker is started again.", exceptionInfo.SourceException.Message);
            worker.Kill();
            return Task.CompletedTask;
        }

        public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
        {
            // The trigger's loop has ended. The host must end too, or the trigger would stay silent without anyone noticing.
            string cause = exceptionInfo.SourceException.Message.Split('\n')[0];
            worker.EndHost(new HostException(
                $"A trigger stopped because its storage did not answer or failed: {cause} Start the app again.", exceptionInfo.SourceException));
            return Task.CompletedTask;
        }
    }
}
