namespace IncDiv.Storage;

/// <summary>
/// Where the pipeline's storage is: a connection string (the emulator), or the service addresses, which are then opened with the
/// application's own identity.
/// </summary>
public sealed record StorageOptions
{
    public string? ConnectionString { get; init; }

    public Uri? BlobServiceUri { get; init; }

    public Uri? TableServiceUri { get; init; }
}
