using IncDiv.Local;

namespace IncDiv.Storage.Tests;

/// <summary>One emulator for the storage tests. Tests keep apart by feed, quarter or name.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incdiv-test-");
    private AzuriteProcess? _azurite;

    public PipelineStorage Storage { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(_folder.FullName, CancellationToken.None);
        Storage = new PipelineStorage(new StorageOptions { ConnectionString = _azurite.ConnectionString }, TimeProvider.System);
        await Storage.EnsureCreatedAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class StorageTests : ICollectionFixture<StorageFixture>
{
    public const string Name = "storage";
}
