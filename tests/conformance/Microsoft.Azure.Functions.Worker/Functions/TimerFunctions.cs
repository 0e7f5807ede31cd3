namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class TimerFunctions(Journal journal)
{
    [Function("Daily")]
    public Task Daily([TimerTrigger("%Schedule%")] TimerInfo timer, FunctionContext context) => journal.RecordAsync(context, timer);

    [Function("OnStart")]
    public Task OnStart([TimerTrigger("0 0 13 * * *", RunOnStartup = true)] TimerInfo timer, FunctionContext context) => journal.RecordAsync(context, timer);

    [Function("Unmonitored")]
    public Task Unmonitored([TimerTrigger("0 0 13 * * *", UseMonitor = false)] TimerInfo timer, FunctionContext context) => journal.RecordAsync(context, timer);

    [Function("Patient"), FixedDelayRetry(2, "00:00:10")]
    public Task Patient([TimerTrigger("0 0 13 * * *")] TimerInfo timer, FunctionContext context) => journal.RecordAsync(context, timer);

    [Function("Slower"), ExponentialBackoffRetry(3, "00:00:10", "00:00:25")]
    public Task Slower([TimerTrigger("0 0 13 * * *")] TimerInfo timer, FunctionContext context) => journal.RecordAsync(context, timer);
}
