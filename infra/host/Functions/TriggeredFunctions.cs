namespace IncDiv.Host.Functions;

/// <summary>Runs a function of the app.</summary>
public interface IFunctionInvoker
{
    /// <param name="name">The function.</param>
    /// <param name="trigger">The trigger data from the WebJobs SDK.</param>
    /// <param name="metadata">The trigger's metadata, by name.</param>
    Task RunAsync(string name, object trigger, IReadOnlyDictionary<string, object?> metadata, CancellationToken cancellationToken);
}

/// <summary>Base class of the type that <see cref="TriggerType"/> creates. Public, because that type is in another assembly.</summary>
public abstract class TriggeredFunctions
{
    private readonly IFunctionInvoker _invoker;

    protected TriggeredFunctions(IFunctionInvoker invoker) => _invoker = invoker;

    protected Task RunAsync(string name, object trigger, Binder binder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binder);
        return _invoker.RunAsync(name, trigger, binder.BindingData, cancellationToken);
    }
}
