namespace IncDiv.Storage;

/// <summary>Reads blobs that may be missing.</summary>
internal static class BlobOrNull
{
    /// <summary>The content with its version, or null if there is no such blob.</summary>
    public static Task<BlobDownloadResult?> ContentOrNullAsync(this BlobClient blob, CancellationToken cancellationToken) =>
        ValueOrNullAsync(blob.DownloadContentAsync(cancellationToken));

    /// <summary>The properties, or null if there is no such blob.</summary>
    public static Task<BlobProperties?> PropertiesOrNullAsync(this BlobClient blob, CancellationToken cancellationToken) =>
        ValueOrNullAsync(blob.GetPropertiesAsync(cancellationToken: cancellationToken));

    private static async Task<T?> ValueOrNullAsync<T>(Task<Response<T>> answer) where T : class
    {
        try
        {
            return (await answer).Value;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
