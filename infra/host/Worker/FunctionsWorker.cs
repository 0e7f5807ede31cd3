namespace IncDiv.Host.Worker;

/// <summary>Runs the app's worker and restarts it whenever it ends. Invocations wait until a worker is ready. Disposing it stops the worker.</summary>
internal sealed class FunctionsWorker(AppFolder app, WorkerServer server, ILoggerFactory logs) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    // The app's exit code if it cannot start with its settings (functions/Program.cs).
    private const int CannotStart = 3;

    // The exit codes after a signal: 128 plus its number.
    private const int Killed = 137, Terminated = 143;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LostPause = TimeSpan.FromMilliseconds(10);

    // With the growing pauses this takes about a minute.
    private const int MaxFailures = 6;

    private readonly ILogger _log = logs.CreateLogger("Host.Worker");
    private readonly CancellationTokenSource _stopping = new();

    // Replaced only after it is completed; otherwise callers would wait for ever.
    private TaskCompletionSource<WorkerConnection> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkerProcess? _process;
    private Task _supervision = Task.CompletedTask;

    /// <summary>The app's functions, as listed by the first worker.</summary>
    public IReadOnlyList<RpcFunctionMetadata> Functions { get; private set; } = [];

    /// <summary>Fails with a <see cref="HostException"/> when the host cannot continue, because the app cannot be restarted or a trigger stopped.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts the first worker and returns when its functions are loaded.</summary>
    /// <exception cref="HostException">The worker ended during start-up, or was not ready within 60 seconds.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        WorkerConnection first = await StartOnceAsync(cancellationToken);
        _ready.SetResult(first);
        _supervision = SuperviseAsync(first);
    }

    /// <summary>Runs a function in the worker.</summary>
    /// <exception cref="WorkerLostException">The worker ended before it answered.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        WorkerConnection worker = await Volatile.Read(ref _ready).Task.WaitAsync(cancellationToken);
        // A call to a lost worker would use up one of the message's five attempts.
        while (worker.Lost.IsCompleted)
        {
            await Task.Delay(LostPause, cancellationToken);
            worker = await Volatile.Read(ref _ready).Task.WaitAsync(cancellationToken);
        }
        // After cancellation the host still waits for the function, which must have ended before its message is returned to the queue.
        await using CancellationTokenRegistration cancelling = cancellationToken.Register(
            () => worker.Send(new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = request.InvocationId } }));
        return (await worker.SendRequestAsync(new StreamingMessage { InvocationRequest = request }, CancellationToken.None)).InvocationResponse;
    }

    /// <summary>Stops restarting the worker when it ends.</summary>
    public void StopRestarting() => _stopping.Cancel();

    /// <summary>Kills the worker, because one of its functions does not end. A new worker is started.</summary>
    public void Kill() => _process?.Kill();

    /// <summary>Ends the host, because it cannot continue.</summary>
    public void EndHost(HostException reason) => _ended.TrySetException(reason);

    public async ValueTask DisposeAsync()
    {
        StopRestarting();
        if (_ready.Task is { IsCompletedSuccessfully: true } ready && _process is { } process)
        {
            // The worker sends its last traces before it ends.
            (await ready).Send(new StreamingMessage { WorkerTerminate = new WorkerTerminate() });
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
                // The worker may still run after its connection broke.
                _process!.Kill();
                await _process.Exited;
                _log.LogError("The worker ended ({Reason}) and is being restarted.", _process.Reason);
                worker = await RestartAsync(_stopping.Token);
                _ready.SetResult(worker);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The host is stopping.
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
                _log.LogError("{Message} The start is tried again.", e.Message);
            }
            // A killed worker does not count as a failure.
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
            // The connection ends shortly before the process.
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
        Check((await worker.SendRequestAsync(new StreamingMessage { WorkerInitRequest = init }, cancellationToken)).WorkerInitResponse.Result, "the app");
        // Only the first worker lists the functions: a later one would give them new ids, and the triggers use the first ids.
        if (Functions.Count == 0)
        {
            var request = new StreamingMessage { FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = app.Path } };
            FunctionMetadataResponse answer = (await worker.SendRequestAsync(request, cancellationToken)).FunctionMetadataResponse;
            Check(answer.Result, "the list of functions");
            Functions = answer.FunctionMetadataResults.Count > 0 ? answer.FunctionMetadataResults : throw new HostException($"{app.Path} has no functions.");
        }
        foreach (RpcFunctionMetadata function in Functions)
        {
            var load = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
            StreamingMessage answer = await worker.SendRequestAsync(new StreamingMessage { FunctionLoadRequest = load }, cancellationToken);
            Check(answer.FunctionLoadResponse.Result, function.Name);
        }
    }

    private static void Check(StatusResult result, string what)
    {
        if (result.Status != StatusResult.Types.Status.Success)
            throw new HostException($"The worker could not load {what}: {result.Exception?.Message}");
    }
}
