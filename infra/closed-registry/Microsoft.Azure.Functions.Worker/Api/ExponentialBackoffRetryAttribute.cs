using System.Globalization;

namespace Microsoft.Azure.Functions.Worker;

public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        if (!TimeSpan.TryParse(minimumInterval, CultureInfo.InvariantCulture, out TimeSpan minimum) || minimum < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(minimumInterval));
        if (!TimeSpan.TryParse(maximumInterval, CultureInfo.InvariantCulture, out TimeSpan maximum) || maximum < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(maximumInterval));
        if (minimum > maximum)
            throw new ArgumentException("The minimumInterval must not be greater than the maximumInterval.", nameof(minimumInterval));
        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    public string MinimumInterval { get; }

    public string MaximumInterval { get; }
}
