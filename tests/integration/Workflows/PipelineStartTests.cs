using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class PipelineStartTests(WorkflowsFixture fixture)
{
    // No service answers at this address and no token is available, so any call would make the start fail.
    [Fact]
    public async Task With_its_own_identity_the_app_starts_without_making_containers_or_tables() => await StartAsync(
        ("PipelineStorage:blobServiceUri", "https://127.0.0.1:1/"), ("PipelineStorage:tableServiceUri", "https://127.0.0.1:1/"));

    [Fact]
    public async Task On_the_emulator_the_app_makes_them_at_its_start()
    {
        string account = fixture.NewAccount();
        await StartAsync(("PipelineStorage", account));
        Assert.Empty(await new Pipeline(account).NamesAsync(ContainerNames.Drops));
    }

    private static async Task StartAsync(params (string Name, string Value)[] storage)
    {
        var settings = new Dictionary<string, string?> { ["PseudonymKey"] = Pipeline.Key, ["PseudonymKeyId"] = "test" };
        foreach ((string name, string value) in storage)
            settings[name] = value;
        await using ServiceProvider services = new ServiceCollection().AddLogging()
            .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        foreach (IHostedService start in services.GetServices<IHostedService>())
            await start.StartAsync(CancellationToken.None);
    }
}
