using System.Collections.Concurrent;
using System.Diagnostics;

namespace IncDiv.Host.Functions;

/// <summary>A function ended with an error. The message is the app's own.</summary>
internal sealed class FunctionFailedException(string message) : Exception(message);

/// <summary>Runs the app's functions in its worker, and writes their log lines under the name of the function.</summary>
internal sealed class FunctionInvoker(ILoggerFactory logs) : IFunctionInvoker
{
    private readonly ConcurrentDictionary<string, string> _running = new();
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new();
    private FunctionsWorker? _worker;
    private Dictionary<string, FunctionTrigger> _functions = [];

    /// <summary>Sets the worker that runs the functions, once it exists.</summary>
    public void Use(FunctionsWorker worker, IEnumerable<FunctionTrigger> functions) =>
        (_worker, _functions) = (worker, functions.ToDictionary(f => f.Name, StringComparer.Ordinal));

    public Task RunAsync(string name, object trigger, IReadOnlyDictionary<string, object?> metadata, CancellationToken cancellationToken) =>
        RunAsync(name, TriggerData.From(trigger), TriggerData.Metadata(metadata), cancellationToken);

    /// <returns>What the function returned.</returns>
    /// <exception cref="FunctionFailedException">The function failed or was cancelled.</exception>
    /// <exception cref="WorkerLostException">The worker ended before it answered.</exception>
    public async Task<TypedData> RunAsync(
        string name, TypedData trigger, IEnumerable<(string Name, TypedData Value)> metadata, CancellationToken cancellationToken)
    {
        FunctionTrigger function = _functions[name];
        var request = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Metadata.FunctionId,
            TraceContext = new RpcTraceContext { TraceParent = Activity.Current?.Id ?? "", TraceState = Activity.Current?.TraceStateString ?? "" },
        };
        request.InputData.Add(new ParameterBinding { Name = function.Parameter, Data = trigger });
        foreach ((string key, TypedData value) in metadata)
            request.TriggerMetadata[key] = value;
        _running[request.InvocationId] = name;
        try
        {
            InvocationResponse response = await _worker!.InvokeAsync(request, cancellationToken);
            return response.Result.Status == StatusResult.Types.Status.Success
                ? response.ReturnValue
                : throw new FunctionFailedException(response.Result.Exception?.Message ?? $"{response.Result.Status}");
        }
        finally
        {
            _running.TryRemove(request.InvocationId, out _);
        }
    }

    /// <summary>Writes a log line of the worker. Lines of a function have the category <c>Function.{name}.User</c>, as in Azure.</summary>
    public void Log(RpcLog line)
    {
        string category = line.LogCategory == RpcLog.Types.Category.User && _running.TryGetValue(line.InvocationId, out string? name)
            ? $"Function.{name}.User"
            : line.Category;
        ILogger logger = _loggers.GetOrAdd(category, logs.CreateLogger);
        logger.Log((LogLevel)line.Level, "{Message}", line.Exception is null ? line.Message : $"{line.Message} {line.Exception.Message}");
    }
}
