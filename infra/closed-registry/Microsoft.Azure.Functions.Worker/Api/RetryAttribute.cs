namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    public RetryAttribute()
    {
    }

    /// <summary>Retries after the first run; -1 is for ever.</summary>
    public int MaxRetryCount { get; set; }
}
