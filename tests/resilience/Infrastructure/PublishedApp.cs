using System.IO.Compression;

namespace IncDiv.Resilience.Tests.Infrastructure;

/// <summary>The app as <c>deploy.sh</c> builds, publishes and deploys it: the real build, and an <c>az</c> that keeps the package.</summary>
public sealed class PublishedApp : IAsyncLifetime, IDisposable
{
    private readonly Deployment _deployment = new();

    /// <summary>The package for the functions app, unpacked.</summary>
    public string Folder => _deployment.PathOf("package");

    /// <summary>The calls of <c>az</c>.</summary>
    public IReadOnlyList<string> Calls => _deployment.Calls();

    /// <summary>The functions that the package names, each with its blob trigger's path, or null.</summary>
    public IReadOnlyDictionary<string, string?> Functions { get; private set; } = new Dictionary<string, string?>();

    public async Task InitializeAsync()
    {
        (int exitCode, string said) = await _deployment.RunAsync();
        Assert.True(exitCode == 0, said);
        ZipFile.ExtractToDirectory(_deployment.PathOf("deployed.zip"), Folder);
        using JsonDocument metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "functions.metadata")));
        Functions = metadata.RootElement.EnumerateArray().ToDictionary(
            f => f.GetProperty("name").GetString()!,
            f => f.GetProperty("bindings").EnumerateArray()
                .Where(b => b.GetProperty("type").GetString() == "blobTrigger").Select(b => b.GetProperty("path").GetString()).SingleOrDefault());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _deployment.Dispose();
}
