using System.Runtime.ExceptionServices;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IncDiv.Host.Functions;

/// <summary>Gives the WebJobs SDK the app's functions and what it must do otherwise than by itself.</summary>
internal static class WebJobsSetup
{
    public static void AddFunctions(this IHostBuilder host, Type functions, string hostId, FunctionInvoker invoker, FunctionsWorker worker) => host.ConfigureWebJobs(web =>
    {
        web.AddAzureStorageCoreServices();
        web.AddAzureStorageBlobs();
        web.AddAzureStorageQueues();
        web.AddTimers();
        web.Services.AddSingleton<ITypeLocator>(new OneType(functions));
        web.Services.AddSingleton<IHostIdProvider>(new FixedHostId(hostId));
        web.Services.AddSingleton<IFunctionInvoker>(invoker);
        web.Services.AddSingleton<IWebJobsExceptionHandler>(provider => new KeepAlive(worker, provider.GetRequiredService<ILoggerFactory>().CreateLogger("Host.Timeout")));
        // After AddTimers: the SDK's own belongs to a storage client that is no longer there.
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

    /// <summary>The SDK would end the whole host when a function takes too long; a new worker is enough, because functions run in it.</summary>
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
            // Its loop has ended: without an end of the host it would listen no more, and nobody would know.
            worker.EndHost(new HostException($"A trigger stopped, because its storage did not answer or failed: {exceptionInfo.SourceException.Message.Split('\n')[0]} Start the app again.", exceptionInfo.SourceException));
            return Task.CompletedTask;
        }
    }
}
