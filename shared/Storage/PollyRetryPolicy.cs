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
                { Exception: { } e } => arguments.Context.Properties.GetValue(Message, null!).ResponseClassifier.IsRetriableException(e),
                { Result: { } message } => message.ResponseClassifier.IsRetriableResponse(message),
                _ => false,
            }),
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
                    return state.message;
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
}
