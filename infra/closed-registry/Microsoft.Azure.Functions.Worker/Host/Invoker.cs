using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Runs a function once, in a service scope of its own, inside the middleware.</summary>
internal sealed class Invoker(IServiceProvider services, Pipeline pipeline, TimeProvider clock, ILogger logger)
{
    /// <summary>Never throws for what the function did: whether it succeeded is in the result.</summary>
    /// <param name="trigger">Makes the value of the trigger parameter.</param>
    public async Task<InvocationResult> InvokeAsync(
        FunctionEntry function, Dictionary<string, object?> bindingData, Func<FunctionContext, CancellationToken, ValueTask<object>> trigger,
        CancellationToken cancellationToken, string? invocationId = null, RetryContext? retry = null)
    {
        string id = invocationId ?? Guid.NewGuid().ToString();
        bindingData["sys"] = BindingData.Json(new { MethodName = function.HostName, UtcNow = clock.GetUtcNow().UtcDateTime, RandGuid = Guid.NewGuid() });
        long started = Stopwatch.GetTimestamp();
        try
        {
            object? result = null;
            await using AsyncServiceScope scope = services.CreateAsyncScope();
            var context = new InvocationContext(function, id, bindingData, retry, scope.ServiceProvider, cancellationToken);
            await pipeline.Around(async inner => result = await RunAsync(function, inner, trigger))(context);
            logger.LogInformation("Executed '{Function}' (Succeeded, Id={InvocationId}, Duration={Milliseconds}ms)", function.Name, id, Elapsed(started));
            return new InvocationResult(true, result);
        }
        catch (Exception e)
        {
            // A function may throw anything; its listener decides what follows, as the Functions host does.
            logger.LogError(e, "Executed '{Function}' (Failed, Id={InvocationId}, Duration={Milliseconds}ms)", function.Name, id, Elapsed(started));
            return new InvocationResult(false, null);
        }
    }

    private static async Task<object?> RunAsync(
        FunctionEntry function, FunctionContext context, Func<FunctionContext, CancellationToken, ValueTask<object>> trigger)
    {
        object value = await trigger(context, context.CancellationToken);
        await using var stream = value as Stream;
        MethodInfo method = function.Method;
        object? instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, method.DeclaringType!);
        object?[] arguments = [.. method.GetParameters().Select(p => p == function.TriggerParameter ? value : Argument(p, context))];
        object? result = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
        if (result is Task<HttpResponseData> response)
            return await response;
        if (result is not Task task)
            return result;
        await task;
        return null;
    }

    private static object? Argument(ParameterInfo parameter, FunctionContext context)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
            return context;
        return parameter.ParameterType == typeof(CancellationToken)
            ? context.CancellationToken
            : context.BindingContext.BindingData.GetValueOrDefault(parameter.Name!);
    }

    private static long Elapsed(long started) => (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
}
