using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace IncDiv.Workflows.Notices;

/// <summary>How often a notice is tried: five times within three minutes, each for half a minute at most.</summary>
internal static class NoticeRetries
{
    /// <param name="passing">What may go well at the next try; that a server does not answer always may.</param>
    public static ResiliencePipeline Create(TimeProvider time, PredicateBuilder<object> passing) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 4,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = TimeSpan.FromSeconds(20),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = passing.Handle<TimeoutRejectedException>(),
        })
        .AddTimeout(TimeSpan.FromSeconds(30))
        .Build();
}
