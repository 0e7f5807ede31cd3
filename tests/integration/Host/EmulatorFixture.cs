using IncDiv.Local;

namespace IncDiv.Host.Tests;

/// <summary>One emulator for the tests of a class.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    internal string ConnectionString => _azurite!.ConnectionString;

    public async Task InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(null, CancellationToken.None);

    public async Task DisposeAsync() => await _azurite!.DisposeAsync();
}
