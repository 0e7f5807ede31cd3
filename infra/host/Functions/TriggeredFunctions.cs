namespace IncDiv.Host.Functions;

/// <summary>Runs a function of the app.</summary>
public interface IFunctionInvoker
{
    /// <param name="name">The function.</param>
    /// <param name="trigger">What started it, as the WebJobs SDK gives it.</param>
    /// <param name="metadata">What the trigger says of it, by name.</param>
    Task RunAsync(string name, object trigger, IReadOnlyDictionary<string, object?> metadata, CancellationToken cancellationToken);
}

/// <summary>Base of the type that <see cref="TriggerType"/> makes. Public, because that type is in an assembly of its own.</summary>
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
