namespace Microsoft.Azure.Functions.Worker.Local;

internal interface IListener
{
    /// <summary>
    /// Starts invocations until <paramref name="stop"/> is cancelled, and returns when the last one has ended.
    /// <paramref name="abort"/> is the token of the invocations.
    /// </summary>
    Task RunAsync(CancellationToken stop, CancellationToken abort);
}
