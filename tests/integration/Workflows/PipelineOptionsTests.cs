using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class PipelineOptionsTests(WorkflowsFixture fixture)
{
    [Theory]
    [InlineData("PseudonymKey", "")]
    [InlineData("PseudonymKeyId", "")]
    [InlineData("AsOf", "2nd May")]
    [InlineData("SmallestClass", "1")]
    [InlineData("SmallestClass", "ten")]
    [InlineData("RetentionDays", "-1")]
    [InlineData("EventsTakeMinutes", "soon")]
    [InlineData("Contracts", "/no/such/folder")]
    [InlineData("PipelineStorage:blobServiceUri", "account", "PipelineStorage__blobServiceUri")]
    [InlineData("Webhook", "http://example.org/")]
    public async Task A_missing_or_malformed_setting_stops_the_app_at_its_start_with_a_sentence_that_names_it(
        string setting, string value, string? named = null)
    {
        using IHost app = App((setting, value));
        OptionsValidationException refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
        Assert.Contains(named ?? setting, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PseudonymKey", "c2hvcnQ=", "pseudonym key")]
    [InlineData("RetiredPseudonymKeys", "k0", "RetiredPseudonymKeys")]
    [InlineData("RetiredPseudonymKeys", "k0=c2hvcnQ=", "pseudonym key")]
    [InlineData("PipelineStorage", "", "PipelineStorage")]
    public async Task A_short_or_malformed_key_and_a_missing_storage_stop_it_too(string setting, string value, string named)
    {
        using IHost app = App((setting, value));
        Exception refusal = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync());
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_bound_by_their_names_and_an_empty_number_means_the_default()
    {
        using IHost app = App(
            ("SmallestClass", "12"), ("RetentionDays", ""),
            ("PipelineStorage:blobServiceUri", "https://account.blob.core.windows.net/"), ("PipelineStorage:tableServiceUri", ""),
            ("RetiredPseudonymKeys", "a=b"), ("MailTo", "sidu@example.org"), ("mailsteward:VICTIM_satisfaction", "a@example.org"), ("MailSteward:pas", ""));
        PipelineOptions options = app.Services.GetRequiredService<IOptions<PipelineOptions>>().Value;
        Assert.Equal(
            (Pipeline.Key, "1", "a=b", "https://account.blob.core.windows.net/"),
            (options.PseudonymKey, options.PseudonymKeyId, options.RetiredPseudonymKeys, options.Services.BlobServiceUri?.ToString()));
        Assert.Null(options.Services.TableServiceUri);
        PipelineLimits limits = app.Services.GetRequiredService<IOptions<PipelineLimits>>().Value;
        Assert.Equal((12, 30, 10), (limits.SmallestClass, limits.RetentionDays, limits.EventsTakeMinutes));
        DeliveryOptions delivery = app.Services.GetRequiredService<IOptions<DeliveryOptions>>().Value;
        Assert.Equal(
            ["a@example.org", "sidu@example.org", "sidu@example.org"],
            new[] { "victim-satisfaction", "pas", "workforce" }.Select(delivery.StewardsOf));
    }

    [Fact]
    public async Task With_its_settings_the_app_starts_and_makes_its_containers_and_tables()
    {
        using IHost app = App();
        await app.StartAsync();
        PipelineStorage storage = app.Services.GetRequiredService<PipelineStorage>();
        foreach (string container in ContainerNames.All)
            Assert.True(await storage.Container(container).ExistsAsync());
        Assert.Empty(await storage.Table(TableNames.Drops).QueryAsync<Azure.Data.Tables.TableEntity>().ToListAsync());
        await app.StopAsync();
    }

    private IHost App(params (string Name, string Value)[] changed)
    {
        var settings = new Dictionary<string, string?> { ["PipelineStorage"] = fixture.NewAccount(), ["PseudonymKey"] = Pipeline.Key };
        foreach ((string name, string value) in changed)
            settings[name] = value;
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddPipeline(builder.Configuration);
        return builder.Build();
    }
}
