using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IncDiv.Local;

/// <summary>The functions app as a process of its own, with its HTTP endpoints on a free loopback port. Disposing it stops it.</summary>
public sealed class FunctionsProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private FunctionsProcess(Process process, Uri address, string key)
    {
        _process = process;
        Address = address;
        Key = key;
    }

    /// <summary>Base address of the HTTP endpoints, ending in <c>/api/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The function key that the endpoints ask for.</summary>
    public string Key { get; }

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the app and returns when its endpoints answer.</summary>
    /// <param name="assembly">Path of <c>IncDiv.Functions.dll</c>.</param>
    /// <param name="storage">Connection string of the storage account.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    /// <param name="log">Takes each line that the app writes.</param>
    /// <exception cref="InvalidOperationException">The app stopped at its start or did not answer within 60 seconds.</exception>
    public static async Task<FunctionsProcess> StartAsync(
        string assembly, string storage, IReadOnlyDictionary<string, string> settings, Action<string> log, CancellationToken cancellationToken)
    {
        int port = LoopbackPort.TakeFree(1)[0];
        string key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(assembly) };
        start.ArgumentList.Add(assembly);
        start.Environment["AzureWebJobsStorage"] = storage;
        start.Environment["PipelineStorage"] = storage;
        start.Environment["AzureFunctionsWebHost__hostId"] = "incdiv-pipeline";
        start.Environment["TablesSchedule"] = "0 */5 * * * *";
        start.Environment["PublishSchedule"] = "0 0 7 * * *";
        start.Environment["ReconcileSchedule"] = "0 30 * * * *";
        start.Environment["RetentionSchedule"] = "0 0 3 * * *";
        start.Environment["LocalHost__HttpPort"] = $"{port}";
        start.Environment["LocalHost__FunctionKey"] = key;
        foreach ((string name, string value) in settings)
            start.Environment[name] = value;
        Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        // The host says where it listens once it does; a call to the port before that can break the listener's start.
        string address = $"http://127.0.0.1:{port}/";
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            log(line.Data ?? "");
            if (line.Data?.EndsWith(address, StringComparison.Ordinal) == true)
                listening.TrySetResult();
        };
        process.ErrorDataReceived += (_, line) => log(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var functions = new FunctionsProcess(process, new Uri(address + "api/"), key);
        try
        {
            await StartedAsync(listening.Task, process, cancellationToken);
            return functions;
        }
        catch
        {
            await functions.DisposeAsync();
            throw;
        }
    }

    private static async Task StartedAsync(Task listening, Process process, CancellationToken cancellationToken)
    {
        Task ended = process.WaitForExitAsync(cancellationToken);
        Task first = await Task.WhenAny(listening, ended, Task.Delay(StartLimit, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (first == ended)
            throw new InvalidOperationException($"The functions app stopped at its start with exit code {process.ExitCode}.");
        if (first != listening)
            throw new InvalidOperationException($"The functions app did not listen within {StartLimit.TotalSeconds} s.");
    }

    /// <summary>Ends the process at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = SendSignal(_process.Id, Terminate);
            using var grace = new CancellationTokenSource(StopLimit);
            try
            {
                await _process.WaitForExitAsync(grace.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
