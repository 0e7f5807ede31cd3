using Azure;
using Azure.Identity;

namespace Microsoft.Azure.Functions.Worker.Local;

internal static class StorageFault
{
    /// <summary>Whether storage, the network or the credential failed, so that the same step may succeed later.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        RequestFailedException or AuthenticationFailedException or IOException => true,
        AggregateException retries => retries.InnerExceptions.All(Is),
        OperationCanceledException timeout => timeout.InnerException is TimeoutException,
        _ => false,
    };

    public static bool IsConflict(RequestFailedException exception) => exception.Status is 404 or 409 or 412;
}
