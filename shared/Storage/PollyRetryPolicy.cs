using Azure.Core;
using Azure.Core.Pipeline;
using Polly;
using Polly.Retry;

namespace IncDiv.Storage;

/// <summary>
/// The one retry layer of every storage call: it stands in the place of the SDK's own, so that no call is retried twice over.
/// Transport failures, time-outs, throttling and server errors are tried again with growing, jittered pauses, for half a minute or more. The
/// Functions host makes its five tries within three seconds: what storage is away for longer must be outlasted here.
/// </summary>
internal sealed class PollyRetryPolicy(TimeProvider time) : HttpPipelinePolicy
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    // A function has ten minutes. Where storage takes calls and never answers, a try alone lasts the 100 seconds of the SDK's time-out.
    private static readonly TimeSpan LastTryBegins = TimeSpan.FromMinutes(3);

    private static readonly ResiliencePropertyKey<HttpMessage> Message = new("message");
    private static readonly ResiliencePropertyKey<long> Began = new("began");

    // A try results in whether its answer asks for another. It must not result in the message: Polly disposes what a failed try returned, and
    // a message without headers and body would write nothing when it is sent again.
    private readonly ResiliencePipeline<bool> _pipeline = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<bool>
        {
            // Without jitter 0.2, 0.4, 0.8, 1.6, 3.2 and then 5 seconds. Short pauses at the end let a lease be renewed in time (WriterLease).
            MaxRetryAttempts = 12,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(5),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(
                (arguments.Outcome is { Exception: { } e } ? IsRetriable(MessageOf(arguments.Context), e) : arguments.Outcome.Result)
                && time.GetElapsedTime(arguments.Context.Properties.GetValue(Began, 0)) < LastTryBegins),
            DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is null ? RequestedPause(MessageOf(arguments.Context)) : null),
        })
        .Build();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(message.CancellationToken);
        context.Properties.Set(Message, message);
        context.Properties.Set(Began, time.GetTimestamp());
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
        throw new NotSupportedException("Storage is called asynchronously only.");

    private static HttpMessage MessageOf(ResilienceContext context) => context.Properties.GetValue(Message, null!);

    private static bool IsRetriable(HttpMessage message, Exception exception) => message.ResponseClassifier.IsRetriable(message, exception);

    // A service that throttles says for how long; null where it says nothing.
    private static TimeSpan? RequestedPause(HttpMessage message)
    {
        if (!message.HasResponse || !message.Response.Headers.TryGetValue("Retry-After", out string? after) || !int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
            return null;
        TimeSpan pause = TimeSpan.FromSeconds(seconds);
        return pause < MaxWait ? pause : MaxWait;
    }
}
