using System.Reflection;
using System.Reflection.Emit;
using NCrontab;

namespace IncDiv.Host.Functions;

/// <summary>A function of the app and its trigger, from the bindings that the worker listed.</summary>
/// <param name="Metadata">The function as the worker described it.</param>
/// <param name="Binding">The trigger's binding: <c>type</c>, <c>name</c> and the fields of that type.</param>
internal sealed record FunctionTrigger(RpcFunctionMetadata Metadata, JsonElement Binding)
{
    public const string Http = "httpTrigger", Timer = "timerTrigger", Blob = "blobTrigger", Queue = "queueTrigger";

    public string Name => Metadata.Name;

    public string Type => Binding.GetProperty("type").GetString()!;

    /// <summary>The function's parameter that receives the trigger data.</summary>
    public string Parameter => Binding.GetProperty("name").GetString()!;

    /// <exception cref="HostException">The function has no trigger, or one that this host does not support.</exception>
    public static FunctionTrigger From(RpcFunctionMetadata function)
    {
        foreach (string raw in function.RawBindings)
        {
            JsonElement binding = JsonDocument.Parse(raw).RootElement;
            string type = binding.GetProperty("type").GetString()!;
            if (type is Http or Timer or Blob or Queue)
                return new FunctionTrigger(function, binding);
            if (type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase))
            {
                throw new HostException(
                    $"The function {function.Name} has the trigger {type}, which this host does not support: run the app with 'func start'.");
            }
        }
        throw new HostException($"The function {function.Name} has no trigger.");
    }

    /// <summary>A text field of the binding, or null if it does not exist.</summary>
    public string? Text(string property) => Binding.TryGetProperty(property, out JsonElement value) ? value.GetString() : null;

    /// <summary>Checks that the settings named by the binding exist.</summary>
    /// <exception cref="HostException">A setting is missing.</exception>
    public void CheckSettings(IConfiguration configuration)
    {
        if (Text("connection") is { } connection && configuration[connection] is null && !configuration.GetSection(connection).GetChildren().Any())
            throw Missing(connection);
        foreach (JsonProperty property in Binding.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String))
            if (property.Value.GetString()!.Split('%') is [_, var setting, _] && string.IsNullOrEmpty(configuration[setting]))
                throw Missing(setting);
        if (Type == Timer)
            CheckSchedule(Text("schedule")!.Split('%') is [_, var named, _] ? configuration[named]! : Text("schedule")!);
    }

    /// <summary>The type of the parameter that the WebJobs SDK fills, and its binding attribute.</summary>
    public (Type Parameter, CustomAttributeBuilder Attribute) SdkTrigger() => Type switch
    {
        Timer => (typeof(TimerInfo), Attribute<TimerTriggerAttribute>(Text("schedule")!)),
        Queue => (typeof(string), Attribute<QueueTriggerAttribute>(Text("queueName")!, (nameof(QueueTriggerAttribute.Connection), Text("connection")))),
        Blob => (typeof(ParameterBindingData), Attribute<BlobTriggerAttribute>(
            Text("path")!,
            (nameof(BlobTriggerAttribute.Connection), Text("connection")),
            (nameof(BlobTriggerAttribute.Source),
                Enum.Parse<BlobTriggerSource>(Text("source") ?? nameof(BlobTriggerSource.LogsAndContainerScan))))),
        _ => throw new InvalidOperationException($"{Type} is not run by the SDK."),
    };

    private static CustomAttributeBuilder Attribute<T>(string argument, params (string Name, object? Value)[] properties)
    {
        (string Name, object? Value)[] set = [.. properties.Where(p => p.Value is not null)];
        ConstructorInfo constructor = typeof(T).GetConstructor([typeof(string)])!;
        return new CustomAttributeBuilder(constructor, [argument], [.. set.Select(p => typeof(T).GetProperty(p.Name)!)], [.. set.Select(p => p.Value)]);
    }

    private void CheckSchedule(string schedule)
    {
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = schedule.Split(' ').Length == 6 };
        if (!TimeSpan.TryParse(schedule, CultureInfo.InvariantCulture, out _) && CrontabSchedule.TryParse(schedule, options) is null)
            throw new HostException($"The schedule of {Name} is '{schedule}': write six fields, like 0 0 7 * * *.");
    }

    private HostException Missing(string setting) =>
        new($"The function {Name} needs the setting {setting}: add it to local.settings.json or to the environment.");
}
