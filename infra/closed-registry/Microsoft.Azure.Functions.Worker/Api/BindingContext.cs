namespace Microsoft.Azure.Functions.Worker;

public abstract class BindingContext
{
    /// <summary>What the trigger knows, by name without regard to case: strings as they are, every other value as a JSON string.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
