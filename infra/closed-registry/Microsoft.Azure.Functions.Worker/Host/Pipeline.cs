using Microsoft.Azure.Functions.Worker.Middleware;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>The middleware around every invocation, the first one added outermost.</summary>
internal sealed class Pipeline(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
{
    public FunctionExecutionDelegate Around(FunctionExecutionDelegate function) => middleware.Reverse().Aggregate(function, (next, layer) => layer(next));
}
