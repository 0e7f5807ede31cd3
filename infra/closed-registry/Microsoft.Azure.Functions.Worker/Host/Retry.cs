namespace Microsoft.Azure.Functions.Worker.Local;

internal sealed class Retry(int count, int most) : RetryContext
{
    public override int RetryCount => count;

    public override int MaxRetryCount => most;
}
