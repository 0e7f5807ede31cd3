using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace IncDiv.Workflows.Notices;

/// <summary>The retry policy for notices: five attempts within three minutes, each of at most 30 seconds.</summary>
internal static class NoticeRetries
{
    /// <param name="transient">Faults that are retried. Time-outs are always retried.</param>
    public static ResiliencePipeline Create(TimeProvider time, PredicateBuilder<object> transient) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 4,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = TimeSpan.FromSeconds(20),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = transient.Handle<TimeoutRejectedException>(),
        })
        .AddTimeout(TimeSpan.FromSeconds(30))
        .Build();
}
