using Azure.Core.Pipeline;
using IncDiv.Local;

namespace IncDiv.Storage.Tests;

/// <summary>One emulator for the storage tests. Tests keep apart by feed, quarter or name.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incdiv-test-");
    private AzuriteProcess? _azurite;

    public PipelineStorage Storage { get; private set; } = null!;

    /// <summary>The same storage, where every write to an address with <paramref name="failing"/> in it is refused.</summary>
    public PipelineStorage WithFaults(string failing)
    {
        var transport = new HttpClientTransport(new HttpClient(new RefusingHandler(failing)));
        return new PipelineStorage(new StorageOptions { ConnectionString = _azurite!.ConnectionString }, TimeProvider.System, transport);
    }

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

internal sealed class RefusingHandler(string failing) : DelegatingHandler(new HttpClientHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Method != HttpMethod.Get && Uri.UnescapeDataString(request.RequestUri!.AbsoluteUri).Contains(failing, StringComparison.Ordinal)
            ? Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden) { Content = new StringContent("") })
            : base.SendAsync(request, cancellationToken);
}

[CollectionDefinition(Name)]
public sealed class StorageTests : ICollectionFixture<StorageFixture>
{
    public const string Name = "storage";
}
