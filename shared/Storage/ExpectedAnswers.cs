namespace IncDiv.Storage;

/// <summary>Calls that storage may refuse without a fault: a blob is missing, or another process wrote it meanwhile.</summary>
internal static class ExpectedAnswers
{
    /// <summary>The content with its version, or null if there is no such blob.</summary>
    public static Task<BlobDownloadResult?> ContentOrNullAsync(this BlobClient blob, CancellationToken cancellationToken) =>
        blob.DownloadContentAsync(cancellationToken).OrNullAsync(404);

    /// <summary>The properties, or null if there is no such blob.</summary>
    public static Task<BlobProperties?> PropertiesOrNullAsync(this BlobClient blob, CancellationToken cancellationToken) =>
        blob.GetPropertiesAsync(cancellationToken: cancellationToken).OrNullAsync(404);

    /// <summary>The answer to a call, or null if it has one of these statuses.</summary>
    public static async Task<T?> OrNullAsync<T>(this Task<Response<T>> call, params int[] statuses)
        where T : class => await call.UnlessAsync(statuses) ? (await call).Value : null;

    /// <summary>Whether a call succeeded: false if the answer has one of these statuses.</summary>
    public static async Task<bool> UnlessAsync(this Task call, params int[] statuses)
    {
        try
        {
            await call;
            return true;
        }
        catch (RequestFailedException e) when (statuses.Contains(e.Status))
        {
            return false;
        }
    }
}
