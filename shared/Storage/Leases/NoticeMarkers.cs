namespace IncDiv.Storage.Leases;

/// <summary>Which notices were sent: blobs <c>work/notices/{key}</c>.</summary>
public sealed class NoticeMarkers(PipelineStorage storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Work);

    public async Task<bool> HasAsync(string key, CancellationToken cancellationToken) => await Blob(key).ExistsAsync(cancellationToken);

    public Task AddAsync(string key, CancellationToken cancellationToken) => Blob(key).UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);

    private BlobClient Blob(string key) => _container.GetBlobClient($"notices/{key}");
}
