using Google.Protobuf;
using Microsoft.Azure.WebJobs.Extensions.Timers;

namespace IncDiv.Host.Functions;

/// <summary>Converts trigger data to the types of the protocol.</summary>
internal static class TriggerData
{
    /// <exception cref="NotSupportedException">No trigger of this host provides this type.</exception>
    public static TypedData From(object trigger) => trigger switch
    {
        ParameterBindingData data => new TypedData
        {
            ModelBindingData = new ModelBindingData
            {
                Version = data.Version,
                Source = data.Source,
                ContentType = data.ContentType,
                Content = ByteString.CopyFrom(data.Content.ToMemory().Span),
            },
        },
        TimerInfo timer => new TypedData { Json = JsonOf(timer) },
        string text => new TypedData { String = text },
        _ => throw new NotSupportedException($"No trigger of this host provides a {trigger.GetType()}."),
    };

    /// <summary>The trigger's metadata: texts, numbers and times. Objects of the SDK are omitted.</summary>
    public static IEnumerable<(string Name, TypedData Value)> Metadata(IReadOnlyDictionary<string, object?> metadata)
    {
        foreach ((string name, object? value) in metadata)
            switch (value)
            {
                case string text:
                    yield return (name, new TypedData { String = text });
                    break;
                case Uri address:
                    yield return (name, new TypedData { Json = JsonSerializer.Serialize(address.AbsoluteUri) });
                    break;
                case IFormattable number when value is int or long or Guid:
                    yield return (name, new TypedData { String = number.ToString(null, CultureInfo.InvariantCulture) });
                    break;
                case DateTimeOffset or DateTime:
                    yield return (name, new TypedData { Json = JsonSerializer.Serialize(value) });
                    break;
            }
    }

    private static string JsonOf(TimerInfo timer)
    {
        ScheduleStatus? status = timer.ScheduleStatus;
        return JsonSerializer.Serialize(new
        {
            Schedule = new { timer.Schedule.AdjustForDST },
            ScheduleStatus = status is null ? null : new { status.Last, status.Next, status.LastUpdated },
            timer.IsPastDue,
        });
    }
}
