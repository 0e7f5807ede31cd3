using System.Runtime.InteropServices;
using IncDiv.Host.Http;

namespace IncDiv.Local;

/// <summary>Runs the functions app in a separate host process, with its HTTP endpoints on a free loopback port. Disposing it stops it.</summary>
public sealed class FunctionsProcess : IAsyncDisposable
{
    /// <summary>The default name of the app's locks, queues and keys in its host storage.</summary>
    public const string DefaultHostId = "incdiv-pipeline";

    /// <summary>The setting that overrides the default name.</summary>
    public const string HostIdSetting = "AzureFunctionsWebHost__hostid";

    private const int Terminate = 15;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90), StopLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _app;
    private readonly string _storage, _hostStorage, _hostId;
    private readonly Action<string> _log;
    private readonly Uri _root;
    private BlobEventWatcher? _watcher;
    private string _lastError = "";

    private FunctionsProcess(Process process, string app, int port, IDictionary<string, string?> settings, Action<string> log)
    {
        (_process, _app, _log) = (process, app, log);
        (_storage, _hostStorage, _hostId) = (settings["PipelineStorage"]!, settings["AzureWebJobsStorage"]!, settings[HostIdSetting]!);
        _root = new Uri($"http://127.0.0.1:{port}/");
        Address = new Uri(_root, "api/");
        process.OutputDataReceived += (_, line) => log(line.Data ?? "");
        process.ErrorDataReceived += (_, line) =>
        {
            log(line.Data ?? "");
            _lastError = line.Data is { Length: > 0 } said ? said : _lastError;
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Base address of the HTTP endpoints, ending in <c>/api/</c>.</summary>
    public Uri Address { get; }

    /// <summary>A key for every function; empty under Core Tools, which need no key.</summary>
    public string Key { get; private set; } = "";

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the app and returns when its endpoints answer.</summary>
    /// <param name="app">Folder of the built functions app.</param>
    /// <param name="storage">Connection string of the storage account, and of the host's account unless the settings name another.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    /// <param name="log">Receives each line that the host writes.</param>
    /// <param name="preferCoreTools">Whether to use Core Tools if they are installed.</param>
    /// <exception cref="LocalMachineException">The host stopped during start-up or did not answer within 90 seconds.</exception>
    public static async Task<FunctionsProcess> StartAsync(
        string app, string storage, IReadOnlyDictionary<string, string> settings, Action<string> log, CancellationToken cancellationToken,
        bool preferCoreTools = false)
    {
        int port = LocalProcess.TakeFreePorts(1)[0];
        HostProgram program = (preferCoreTools ? await HostProgram.FindCoreToolsAsync(port, cancellationToken) : null) ?? HostProgram.OfRepository(app, port);
        ProcessStartInfo start = LocalProcess.StartInfo(program.File, program.Arguments, app);
        start.Environment["DOTNET_STARTUP_HOOKS"] = program.StartupHook;
        start.Environment["AzureWebJobsStorage"] = storage;
        start.Environment["PipelineStorage"] = storage;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment[HostIdSetting] = DefaultHostId;
        start.Environment["TablesSchedule"] = "0 */5 * * * *";
        start.Environment["PublishSchedule"] = "0 0 7 * * *";
        start.Environment["ReconcileSchedule"] = "0 30 * * * *";
        start.Environment["RetentionSchedule"] = "0 0 3 * * *";
        foreach ((string name, string value) in settings)
            start.Environment[name] = value;
        Process process = Process.Start(start) ?? throw new LocalMachineException($"{program.File} could not be started.");
        var functions = new FunctionsProcess(process, app, port, start.Environment, log);
        try
        {
            using var http = new HttpClient { BaseAddress = functions._root };
            await LocalProcess.AnswersAsync(
                process, StartLimit, token => AnswersAsync(http, token), functions.CauseOfEarlyEnd, "The functions app did not answer", cancellationToken);
            functions.Key = await FindKeyAsync(functions._hostStorage, functions._hostId, cancellationToken) ?? "";
            return functions;
        }
        catch
        {
            await functions.DisposeAsync();
            throw;
        }
    }

    /// <summary>The key for every function, or null if no host of this repository has run the app on that storage.</summary>
    public static async Task<string?> FindKeyAsync(string hostStorage, string hostId, CancellationToken cancellationToken) =>
        (await HostKeys.FindAsync(hostStorage, hostId, cancellationToken))?.Host;

    /// <summary>Starts a watcher that notifies the app of new blobs until this object is disposed.</summary>
    /// <exception cref="LocalMachineException">Another watcher serves the account.</exception>
    public async Task WatchAsync(CancellationToken cancellationToken) =>
        _watcher = await BlobEventWatcher.StartAsync(_app, _root, _storage, _hostStorage, _hostId, _log, cancellationToken);

    /// <summary>Checks that the app still runs and is notified of new blobs.</summary>
    /// <exception cref="LocalMachineException">The app stopped.</exception>
    public async Task CheckAsync()
    {
        if (_process.HasExited)
            throw new LocalMachineException($"The functions app stopped with exit code {_process.ExitCode}: {_lastError}");
        if (_watcher?.Watching is { IsCompleted: true } ended)
            await ended;
    }

    /// <summary>Kills the host and its worker at once, like the loss of the machine.</summary>
    public Task KillAsync() => LocalProcess.KillAsync(_process);

    public async ValueTask DisposeAsync()
    {
        if (_watcher is not null)
            await _watcher.DisposeAsync();
        await LocalProcess.StopAsync(_process, () => _ = SendSignal(_process.Id, Terminate), StopLimit);
    }

    private string CauseOfEarlyEnd() => _lastError.Length > 0 ? _lastError : $"The functions app stopped at its start with exit code {_process.ExitCode}.";

    private static async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync((Uri?)null, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
