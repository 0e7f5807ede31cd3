using System.Diagnostics;

namespace IncDiv.Host.Worker;

/// <summary>The worker process, which connects to the host's gRPC server. It inherits the host's environment.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int LinesKept = 20;

    private readonly Process _process;
    private readonly Queue<string> _errors = new();
    private readonly Action<string> _log;

    private WorkerProcess(Process process, Action<string> log)
    {
        _process = process;
        _log = log;
        process.OutputDataReceived += (_, line) => Take(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Take(line.Data, isError: true);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        // This also waits for the end of its output.
        Exited = process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited { get; }

    /// <summary>The exit code; null while the process runs.</summary>
    public int? ExitCode => Exited.IsCompleted ? _process.ExitCode : null;

    /// <summary>Why the process ended: its exit code and the first line of its last error output.</summary>
    public string Reason
    {
        get
        {
            lock (_errors)
            {
                string? sentence = _errors.FirstOrDefault(line => line.Length > 0 && !line.StartsWith(' ') && !line.StartsWith('-'));
                return sentence is null ? $"exit code {_process.ExitCode}" : $"exit code {_process.ExitCode}: {sentence}";
            }
        }
    }

    /// <param name="server">Address of the host's gRPC server.</param>
    /// <param name="workerId">The id that the worker sends when it connects.</param>
    /// <param name="log">Receives each line that the process writes.</param>
    /// <exception cref="HostException">The program that runs the worker cannot be started.</exception>
    public static WorkerProcess Start(AppFolder app, Uri server, string workerId, Action<string> log)
    {
        var start = new ProcessStartInfo(app.Executable)
        {
            WorkingDirectory = app.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            app.WorkerPath, "--functions-uri", server.AbsoluteUri, "--functions-worker-id", workerId, "--functions-request-id", workerId,
            "--functions-grpc-max-message-length", "2147483647",
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Path;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        try
        {
            return new WorkerProcess(Process.Start(start)!, log);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new HostException($"The worker could not be started: '{app.Executable}' cannot be run on this machine.", e);
        }
    }

    /// <summary>Kills the process at once, like a crash.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        _process.Dispose();
    }

    private void Take(string? line, bool isError)
    {
        if (line is null)
            return;
        _log(line);
        if (!isError)
            return;
        lock (_errors)
        {
            _errors.Enqueue(line);
            if (_errors.Count > LinesKept)
                _errors.Dequeue();
        }
    }
}
