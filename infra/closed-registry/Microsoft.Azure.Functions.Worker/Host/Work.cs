namespace Microsoft.Azure.Functions.Worker.Local;

internal sealed record Work(string Key, Func<CancellationToken, Task> RunAsync);
