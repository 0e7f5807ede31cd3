using Azure.Core;
using Azure.Core.Pipeline;
using Polly;
using Polly.Retry;

namespace IncDiv.Storage;

/// <summary>The only retry layer of storage calls. It replaces the SDK's own policy, so that retries do not multiply. Transport failures, time-outs, throttling
/// and server errors are retried with growing, jittered pauses, for half a minute or more. The Functions host makes its five attempts within three seconds, so
/// longer outages must be bridged here.</summary>
internal sealed class PollyRetryPolicy(TimeProvider time) : HttpPipelinePolicy
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    // A function has ten minutes. If storage accepts calls but never answers, each attempt lasts for the SDK's time-out of 100 seconds.
    private static readonly TimeSpan LastAttemptStart = TimeSpan.FromMinutes(3);

    private static readonly ResiliencePropertyKey<HttpMessage> Message = new("message");
    private static readonly ResiliencePropertyKey<long> StartTime = new("began");

    // An attempt returns whether it must be retried. It must not return the message: Polly disposes the result of a failed attempt, and
    // a disposed message has no headers and no body, so the retry would write nothing.
    private readonly ResiliencePipeline<bool> _pipeline = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<bool>
        {
            // Without jitter the pauses are 0.2, 0.4, 0.8, 1.6, 3.2 and then 5 seconds. Longer pauses would renew a lease too late (WriterLease).
            MaxRetryAttempts = 12,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(5),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(
                (arguments.Outcome is { Exception: { } e } ? IsRetriable(MessageOf(arguments.Context), e) : arguments.Outcome.Result)
                && time.GetElapsedTime(arguments.Context.Properties.GetValue(StartTime, 0)) < LastAttemptStart),
            DelayGenerator = static arguments =>
                ValueTask.FromResult(arguments.Outcome.Exception is null ? RequestedPause(MessageOf(arguments.Context)) : null),
        })
        .Build();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(message.CancellationToken);
        context.Properties.Set(Message, message);
        context.Properties.Set(StartTime, time.GetTimestamp());
        try
        {
            await _pipeline.ExecuteAsync(
                static async (context, state) =>
                {
                    await ProcessNextAsync(state.message, state.pipeline);
                    return state.message.ResponseClassifier.IsRetriableResponse(state.message);
                },
                context,
                (message, pipeline));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Synchronous storage calls are not supported.");

    private static HttpMessage MessageOf(ResilienceContext context) => context.Properties.GetValue(Message, null!);

    private static bool IsRetriable(HttpMessage message, Exception exception) => message.ResponseClassifier.IsRetriable(message, exception);

    // The pause that a throttling service requests; null if it requests none.
    private static TimeSpan? RequestedPause(HttpMessage message)
    {
        if (!message.HasResponse || !message.Response.Headers.TryGetValue("Retry-After", out string? after)
            || !int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
        {
            return null;
        }
        TimeSpan pause = TimeSpan.FromSeconds(seconds);
        return pause < MaxWait ? pause : MaxWait;
    }
}
