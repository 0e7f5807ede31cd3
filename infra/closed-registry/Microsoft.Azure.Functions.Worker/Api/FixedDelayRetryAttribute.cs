using System.Globalization;

namespace Microsoft.Azure.Functions.Worker;

public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        if (!TimeSpan.TryParse(delayInterval, CultureInfo.InvariantCulture, out TimeSpan delay) || delay < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(delayInterval));
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    public string DelayInterval { get; }
}
