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

    private readonly ResiliencePipeline<HttpMessage> _pipeline = new ResiliencePipelineBuilder<HttpMessage> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<HttpMessage>
        {
            MaxRetryAttempts = 5,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(10),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome switch
            {
                { Exception: { } e } => IsRetriable(arguments.Context.Properties.GetValue(Message, null!), e),
                { Result: { } message } => message.ResponseClassifier.IsRetriableResponse(message),
                _ => false,
            }),
            // Throttled by the service, which says for how long.
            DelayGenerator = static arguments => ValueTask.FromResult(
                arguments.Outcome.Result is { HasResponse: true } message && message.Response.Headers.TryGetValue("Retry-After", out string? after)
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
                    // The transport of Azure.Core takes the body off a request that it has sent: without this a second try would write nothing.
                    state.message.Request.Content = state.body;
                    await ProcessNextAsync(state.message, state.pipeline);
                    return state.message;
                },
                context,
                (message, pipeline, body: message.Request.Content));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // A call that took too long was cancelled by the SDK, not by the caller.
    private static bool IsRetriable(HttpMessage message, Exception exception) =>
        !message.CancellationToken.IsCancellationRequested && message.ResponseClassifier.IsRetriable(message, exception);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Storage is called asynchronously only.");
}
