using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>A method with [Function] and the parameter that triggers it.</summary>
internal sealed record FunctionEntry(string Name, MethodInfo Method, ParameterInfo TriggerParameter, TriggerBindingAttribute Trigger, RetryAttribute? Retry)
{
    /// <summary>The name that receipts, locks, timer states and poison messages use.</summary>
    public string HostName => $"Host.Functions.{Name}";

    /// <summary>blobTrigger, queueTrigger, timerTrigger or httpTrigger.</summary>
    public string TriggerType
    {
        get
        {
            string type = Trigger.GetType().Name;
            return char.ToLowerInvariant(type[0]) + type[1..^nameof(Attribute).Length];
        }
    }
}
