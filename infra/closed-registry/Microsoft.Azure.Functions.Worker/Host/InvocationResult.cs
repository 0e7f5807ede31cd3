namespace Microsoft.Azure.Functions.Worker.Local;

internal sealed record InvocationResult(bool Succeeded, object? Value);
