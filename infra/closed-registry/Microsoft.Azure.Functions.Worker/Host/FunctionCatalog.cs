using System.Reflection;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Finds the functions of an assembly, and refuses what the official build or host refuses.</summary>
internal static class FunctionCatalog
{
    /// <param name="names">The functions to run; all if empty (the list "functions" of host.json).</param>
    /// <exception cref="InvalidOperationException">A function is not one that can run; the message says what to change.</exception>
    public static IReadOnlyList<FunctionEntry> Find(Assembly assembly, IReadOnlySet<string> names)
    {
        FunctionEntry[] functions =
        [
            .. from type in assembly.GetTypes()
               from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
               let attribute = method.GetCustomAttribute<FunctionAttribute>()
               where attribute is not null && (names.Count == 0 || names.Contains(attribute.Name))
               orderby attribute.Name
               select Entry(attribute.Name, method),
        ];
        if (functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two functions are named '{twice.Key}': give each a name of its own.");
        if (names.Except(functions.Select(f => f.Name), StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } missing)
            throw new InvalidOperationException($"host.json lists the function '{missing}', which {assembly.GetName().Name} lacks: correct the list.");
        return functions;
    }

    private static FunctionEntry Entry(string name, MethodInfo method)
    {
        var triggers = (from parameter in method.GetParameters()
                        from attribute in parameter.GetCustomAttributes<TriggerBindingAttribute>()
                        select (Parameter: parameter, Attribute: attribute)).ToArray();
        if (triggers.Length != 1)
            throw new InvalidOperationException($"Function '{name}' has {triggers.Length} triggers: give it one.");
        var function = new FunctionEntry(name, method, triggers[0].Parameter, triggers[0].Attribute, method.GetCustomAttribute<RetryAttribute>());
        if (function is { Retry: not null, Trigger: not TimerTriggerAttribute })
            throw new InvalidOperationException($"Function '{name}' has a retry attribute, which only timers honour (AZFW0012): remove it.");
        Type[] bindable = function.Trigger switch
        {
            BlobTriggerAttribute => [typeof(BlobClient), typeof(Stream), typeof(string)],
            QueueTriggerAttribute => [typeof(string)],
            TimerTriggerAttribute => [typeof(TimerInfo)],
            _ => [typeof(HttpRequestData)],
        };
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            Type[] types = parameter == function.TriggerParameter ? bindable : [typeof(FunctionContext), typeof(CancellationToken), typeof(string)];
            string choice = string.Join(", ", types.Select(t => t.Name));
            if (!types.Contains(parameter.ParameterType))
                throw new InvalidOperationException(
                    $"Parameter '{parameter.Name}' of function '{name}' is a {parameter.ParameterType.Name}: make it one of {choice}.");
        }
        bool fits = function.Trigger is HttpTriggerAttribute
            ? method.ReturnType == typeof(Task<HttpResponseData>) || method.ReturnType == typeof(HttpResponseData)
            : method.ReturnType == typeof(Task) || method.ReturnType == typeof(void);
        return fits
            ? function
            : throw new InvalidOperationException(
                $"Function '{name}' returns {method.ReturnType.Name}: an HTTP function returns Task<HttpResponseData>, every other one Task.");
    }
}
