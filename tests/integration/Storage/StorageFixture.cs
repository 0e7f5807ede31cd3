using Azure.Core.Pipeline;
using IncDiv.Local;

namespace IncDiv.Storage.Tests;

/// <summary>One emulator for the storage tests. Tests use different feeds, quarters or names.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incdiv-test-");
    private AzuriteProcess? _azurite;

    public PipelineStorage Storage { get; private set; } = null!;

    /// <summary>The same storage, but every write to an address that contains <paramref name="failing"/> is refused.</summary>
    public PipelineStorage WithFaults(string failing) => With(new AnsweringHandler(request =>
        request.Method != HttpMethod.Get && request.Method != HttpMethod.Head
            && Uri.UnescapeDataString(request.RequestUri!.AbsoluteUri).Contains(failing, StringComparison.Ordinal)
            ? new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("") }
            : null));

    /// <summary>The same storage, but every call passes through <paramref name="handler"/>.</summary>
    internal PipelineStorage With(HttpMessageHandler handler) =>
        new(new StorageOptions { ConnectionString = _azurite!.ConnectionString }, TimeProvider.System, new HttpClientTransport(new HttpClient(handler)));

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

/// <summary>Answers in place of storage. If it returns null, storage answers.</summary>
internal sealed class AnsweringHandler(Func<HttpRequestMessage, HttpResponseMessage?> answer) : DelegatingHandler(new HttpClientHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer(request) ?? await base.SendAsync(request, cancellationToken);
}

[CollectionDefinition(Name)]
public sealed class StorageTests : ICollectionFixture<StorageFixture>
{
    public const string Name = "storage";
}
