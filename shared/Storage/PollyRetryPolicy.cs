using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Polly;
using Polly.Retry;

namespace IncDiv.Storage;

/// <summary>
/// The one retry layer of every storage call: it stands in the place of the SDK's own, so that no call is retried twice over.
/// Transport failures, time-outs, throttling and server errors are tried again with growing, jittered pauses.
/// </summary>
internal sealed class PollyRetryPolicy(TimeProvider time) : HttpPipelinePolicy
{
    private const int LongestWait = 30;

    private static readonly ResiliencePropertyKey<HttpMessage> Message = new("message");

    private readonly ResiliencePipeline<Tried> _pipeline = new ResiliencePipelineBuilder<Tried> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<Tried>
        {
            MaxRetryAttempts = 5,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(10),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome switch
            {
                { Exception: { } e } => IsRetriable(arguments.Context.Properties.GetValue(Message, null!), e),
                { Result.Message: var message } => message.ResponseClassifier.IsRetriableResponse(message),
            }),
            // Throttled by the service, which says for how long.
            DelayGenerator = static arguments => ValueTask.FromResult(
                arguments.Outcome is { Exception: null, Result.Message: { HasResponse: true } message } && message.Response.Headers.TryGetValue("Retry-After", out string? after)
                    && int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
                    ? TimeSpan.FromSeconds(Math.Min(seconds, LongestWait)) : (TimeSpan?)null),
        })
        .Build();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(message.CancellationToken);
        context.Properties.Set(Message, message);
        try
        {
            await _pipeline.ExecuteAsync(
                static async (context, state) =>
                {
                    await ProcessNextAsync(state.message, state.pipeline);
                    return new Tried(state.message);
                },
                context,
                (message, pipeline));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // Polly disposes what a failed try returned. A message is tried again, and disposed it has neither headers nor a body: a second try of a
    // write would write nothing. So what is returned only holds it.
    private readonly record struct Tried(HttpMessage Message);

    // A call that took too long was cancelled by the SDK, not by the caller.
    private static bool IsRetriable(HttpMessage message, Exception exception) =>
        !message.CancellationToken.IsCancellationRequested && message.ResponseClassifier.IsRetriable(message, exception);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Storage is called asynchronously only.");
}
