namespace IncDiv.Acceptance.Tests;

/// <summary>One run of <c>incdiv demo</c>. All tests of the demo read its output.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incdiv-test-");

    internal Outcome Outcome { get; private set; } = null!;

    internal string Folder => Path.Combine(_folder.FullName, "demo");

    public async Task InitializeAsync() => Outcome = await Command.IncDivAsync("demo", "--out", Folder);

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    internal string Measures(int quarter) => Path.Combine(Folder, $"measures/quarter=2016-17-Q{quarter}/edition=1/measures.parquet");
}

[CollectionDefinition(Name)]
public sealed class DemoTests : ICollectionFixture<DemoFixture>
{
    public const string Name = "demo";
}
