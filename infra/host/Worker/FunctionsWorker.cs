namespace IncDiv.Host.Worker;

/// <summary>
/// The app's worker, started again whenever it ends. Invocations wait for the next worker that is ready. Disposing it stops the worker.
/// </summary>
internal sealed class FunctionsWorker(AppFolder app, WorkerServer server, ILoggerFactory logs) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    // The app's own exit code for settings with which it cannot start (functions/Program.cs).
    private const int CannotStart = 3;

    // Ended by a signal: 128 and its number.
    private const int Killed = 137, Terminated = 143;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LostPause = TimeSpan.FromMilliseconds(10);

    // With growing pauses about a minute.
    private const int MaxFailures = 6;

    private readonly ILogger _log = logs.CreateLogger("Host.Worker");
    private readonly CancellationTokenSource _stopping = new();

    // Replaced only when it is completed: otherwise those who wait for it would wait for ever.
    private TaskCompletionSource<WorkerConnection> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkerProcess? _process;
    private Task _supervision = Task.CompletedTask;

    /// <summary>The functions that the app has, as its first worker listed them.</summary>
    public IReadOnlyList<RpcFunctionMetadata> Functions { get; private set; } = [];

    /// <summary>Fails with a <see cref="HostException"/> once the host cannot go on: the app cannot be started again, or a trigger stopped.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts the first worker and returns when its functions are loaded.</summary>
    /// <exception cref="HostException">It ended at its start, or was not ready within 60 seconds.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        WorkerConnection first = await StartOnceAsync(cancellationToken);
        _ready.SetResult(first);
        _supervision = SuperviseAsync(first);
    }

    /// <summary>Runs a function in the worker.</summary>
    /// <exception cref="WorkerLostException">The worker ended meanwhile.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        WorkerConnection worker = await Volatile.Read(ref _ready).Task.WaitAsync(cancellationToken);
        // A call to a worker that is gone would cost one of the five tries of its message.
        while (worker.Lost.IsCompleted)
        {
            await Task.Delay(LostPause, cancellationToken);
            worker = await Volatile.Read(ref _ready).Task.WaitAsync(cancellationToken);
        }
        // The function is asked to stop and then still waited for: what it does then must be over before its message is given back.
        await using CancellationTokenRegistration cancelling = cancellationToken.Register(
            () => worker.Tell(new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = request.InvocationId } }));
        return (await worker.AskAsync(new StreamingMessage { InvocationRequest = request }, CancellationToken.None)).InvocationResponse;
    }

    /// <summary>From now on a worker that ends is not started again.</summary>
    public void StopRestarting() => _stopping.Cancel();

    /// <summary>Ends the worker at once: a function in it does not end by itself. A new one is started.</summary>
    public void Kill() => _process?.Kill();

    /// <summary>Ends the host: it cannot go on.</summary>
    public void EndHost(HostException reason) => _ended.TrySetException(reason);

    public async ValueTask DisposeAsync()
    {
        StopRestarting();
        if (_ready.Task is { IsCompletedSuccessfully: true } ready && _process is { } process)
        {
            // It sends off its last traces.
            (await ready).Tell(new StreamingMessage { WorkerTerminate = new WorkerTerminate() });
            await Task.WhenAny(process.Exited, Task.Delay(StopLimit));
        }
        Kill();
        await _supervision;
        if (_process is { } last)
            await last.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task SuperviseAsync(WorkerConnection worker)
    {
        try
        {
            while (true)
            {
                await worker.Lost;
                _stopping.Token.ThrowIfCancellationRequested();
                Volatile.Write(ref _ready, new TaskCompletionSource<WorkerConnection>(TaskCreationOptions.RunContinuationsAsynchronously));
                // A worker whose connection broke may still run.
                _process!.Kill();
                await _process.Exited;
                _log.LogError("The worker ended ({Reason}) and is started again.", _process.Reason);
                worker = await RestartAsync(_stopping.Token);
                _ready.SetResult(worker);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (HostException e)
        {
            EndHost(e);
        }
    }

    private async Task<WorkerConnection> RestartAsync(CancellationToken cancellationToken)
    {
        for (int failures = 0; ;)
        {
            try
            {
                return await StartOnceAsync(cancellationToken);
            }
            catch (HostException e) when (_process?.ExitCode != CannotStart && failures < MaxFailures)
            {
                _log.LogError("{Message} It is tried again.", e.Message);
            }
            // A worker that somebody killed says nothing against the next one.
            if (_process?.ExitCode is not (Killed or Terminated))
                await Task.Delay(TimeSpan.FromSeconds(1 << failures++), cancellationToken);
        }
    }

    private async Task<WorkerConnection> StartOnceAsync(CancellationToken cancellationToken)
    {
        string id = Guid.NewGuid().ToString();
        Task<WorkerConnection> connecting = server.ExpectAsync(id);
        if (_process is { } previous)
        {
            _process = null;
            await previous.DisposeAsync();
        }
        WorkerProcess process = _process = WorkerProcess.Start(app, server.Address, id, line => _log.LogInformation("{Line}", line));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            if (await Task.WhenAny(connecting, process.Exited).WaitAsync(limit.Token) != connecting)
                throw Stopped(process);
            WorkerConnection worker = await connecting;
            await LoadAsync(worker, limit.Token);
            return worker;
        }
        catch (WorkerLostException)
        {
            // Its connection ends a moment before the process does.
            await Task.WhenAny(process.Exited, Task.Delay(StopLimit, cancellationToken));
            process.Kill();
            await process.Exited;
            throw Stopped(process);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill();
            throw new HostException($"The functions app was not ready within {StartLimit.TotalSeconds} s.");
        }
        catch (HostException)
        {
            process.Kill();
            throw;
        }
    }

    private static HostException Stopped(WorkerProcess process) => new($"The functions app stopped at its start ({process.Reason}).");

    private async Task LoadAsync(WorkerConnection worker, CancellationToken cancellationToken)
    {
        var init = new WorkerInitRequest { HostVersion = "4.0.0", WorkerDirectory = app.Path, FunctionAppDirectory = app.Path };
        Check((await worker.AskAsync(new StreamingMessage { WorkerInitRequest = init }, cancellationToken)).WorkerInitResponse.Result, "the app");
        // Only the first worker is asked: the ids of functions that a later one would list are new, and the triggers know those of the first.
        if (Functions.Count == 0)
        {
            var metadata = new FunctionsMetadataRequest { FunctionAppDirectory = app.Path };
            FunctionMetadataResponse answer = (await worker.AskAsync(new StreamingMessage { FunctionsMetadataRequest = metadata }, cancellationToken)).FunctionMetadataResponse;
            Check(answer.Result, "the list of functions");
            Functions = answer.FunctionMetadataResults.Count > 0 ? answer.FunctionMetadataResults : throw new HostException($"{app.Path} has no functions.");
        }
        foreach (RpcFunctionMetadata function in Functions)
        {
            var load = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
            Check((await worker.AskAsync(new StreamingMessage { FunctionLoadRequest = load }, cancellationToken)).FunctionLoadResponse.Result, function.Name);
        }
    }

    private static void Check(StatusResult result, string what)
    {
        if (result.Status != StatusResult.Types.Status.Success)
            throw new HostException($"The worker could not load {what}: {result.Exception?.Message}");
    }
}
