using System.Reflection;
using IncDiv.Host.Functions;
using IncDiv.Host.Protocol;
using Microsoft.Azure.WebJobs;

namespace IncDiv.Host.Tests;

public sealed class FunctionTriggerTests
{
    private const string Blob =
        """{ "name": "drop", "type": "blobTrigger", "path": "drops/pas/{name}", "source": "EventGrid", "connection": "PipelineStorage" }""";
    private const string Timer = """{ "name": "timer", "type": "timerTrigger", "schedule": "%Nightly%" }""";
    private const string Queue = """{ "name": "message", "type": "queueTrigger", "queueName": "poison", "connection": "PipelineStorage" }""";

    [Fact]
    public void Each_function_is_a_method_of_one_type_with_the_attributes_that_the_SDK_looks_for()
    {
        Type type = TriggerType.Create([Function("Ingest", Blob), Function("Nightly", Timer), Function("Poison", Queue)], TimeSpan.FromMinutes(10));

        Assert.Equal("Host.Functions", type.FullName);
        BlobTriggerAttribute blob = Attribute<BlobTriggerAttribute>(type, "Ingest", typeof(ParameterBindingData));
        Assert.Equal(("drops/pas/{name}", "PipelineStorage", BlobTriggerSource.EventGrid), (blob.BlobPath, blob.Connection, blob.Source));
        Assert.Equal("%Nightly%", Attribute<TimerTriggerAttribute>(type, "Nightly", typeof(TimerInfo)).ScheduleExpression);
        QueueTriggerAttribute queue = Attribute<QueueTriggerAttribute>(type, "Poison", typeof(string));
        Assert.Equal(("poison", "PipelineStorage"), (queue.QueueName, queue.Connection));
        TimeoutAttribute timeout = type.GetCustomAttribute<TimeoutAttribute>()!;
        Assert.Equal((TimeSpan.FromMinutes(10), true), (timeout.Timeout, timeout.ThrowOnTimeout));
    }

    [Fact]
    public void Without_a_time_limit_functions_may_run_for_ever() =>
        Assert.Null(TriggerType.Create([Function("Nightly", Timer)], null).GetCustomAttribute<TimeoutAttribute>());

    [Fact]
    public void An_unknown_trigger_is_refused() => Assert.Equal(
        "The function X has the trigger eventHubTrigger, which this host does not support: run the app with 'func start'.",
        Assert.Throws<HostException>(() => Function("X", """{ "name": "e", "type": "eventHubTrigger" }""")).Message);

    [Fact]
    public void A_function_without_a_trigger_is_refused() => Assert.Equal(
        "The function X has no trigger.", Assert.Throws<HostException>(() => Function("X", """{ "name": "$return", "type": "http" }""")).Message);

    [Theory]
    [InlineData(Timer, "Nightly")]
    [InlineData(Blob, "PipelineStorage")]
    [InlineData(Queue, "PipelineStorage")]
    public void A_setting_that_is_missing_is_named(string binding, string setting) => Assert.Equal(
        $"The function X needs the setting {setting}: add it to local.settings.json or to the environment.",
        Assert.Throws<HostException>(() => Function("X", binding).CheckSettings(new ConfigurationBuilder().Build())).Message);

    [Theory]
    [InlineData(Timer, "Nightly")]
    [InlineData(Blob, "PipelineStorage")]
    [InlineData(Blob, "PipelineStorage:blobServiceUri")]
    public void A_setting_that_exists_is_sufficient(string binding, string setting) =>
        Function("X", binding).CheckSettings(new ConfigurationBuilder().AddInMemoryCollection([new(setting, "0 0 3 * * *")]).Build());

    private static FunctionTrigger Function(string name, string binding)
    {
        var function = new RpcFunctionMetadata { Name = name };
        function.RawBindings.Add(binding);
        return FunctionTrigger.From(function);
    }

    private static T Attribute<T>(Type type, string method, Type parameter) where T : Attribute
    {
        ParameterInfo first = type.GetMethod(method)!.GetParameters()[0];
        Assert.Equal(parameter, first.ParameterType);
        return first.GetCustomAttribute<T>()!;
    }
}
