using System.Globalization;
using Microsoft.Azure.Functions.Worker.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("Twin", "Two functions are named 'Twin'")]
    [InlineData("RetriedBlob", "AZFW0012")]
    [InlineData("BadPath", "has a brace without its partner")]
    [InlineData("BytesBlob", "make it one of BlobClient, Stream, String")]
    [InlineData("NoTrigger", "has 0 triggers")]
    [InlineData("BadRoute", "write segments as text")]
    [InlineData("Daily", "set 'Schedule'")]
    [InlineData("Daily", "never falls due", "Schedule", "daily at noon")]
    [InlineData("Any", "set 'AzureWebJobsStorage'", "AzureWebJobsStorage", null)]
    [InlineData("Any", "set 'Drops' to a connection string, or 'Drops__blobServiceUri'", "Drops", null)]
    [InlineData("Any", "'Drops' is not a storage connection string", "Drops", "nonsense")]
    [InlineData("Any", "set 'Box'", "Box", null)]
    [InlineData("Any", "set it to more than zero", "LocalHost:ScanInterval", "00:00:00")]
    [InlineData("Any", "set it to more than zero", "AzureFunctionsJobHost:extensions:blobs:poisonBlobThreshold", "0")]
    [InlineData("Missing", "lists the function 'Missing'")]
    public async Task A_wrong_configuration_stops_the_app_at_its_start_and_says_what_to_set(
        string function, string sentence, string? setting = null, string? value = null)
    {
        Site site = await Site.NewAsync(withBox: false);
        Dictionary<string, string?> settings = site.Settings(function);
        if (setting is not null)
            settings[setting] = value;
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => site.StartAsync(settings));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Drops")]
    [InlineData("AzureWebJobsDrops")]
    [InlineData("ConnectionStrings:Drops")]
    [InlineData("ConnectionStrings:AzureWebJobsDrops")]
    public async Task A_connection_is_found_under_each_of_its_official_names(string name)
    {
        Site site = await Site.NewAsync(withBox: false);
        Dictionary<string, string?> settings = site.Settings("Any");
        settings.Remove("Drops");
        settings[name] = site.Connection;
        using IHost app = await site.StartAsync(settings);
        await app.StopAsync();
    }

    [Theory]
    [InlineData("blobServiceUri", "https://account.blob.core.windows.net/")]
    [InlineData("accountName", "account")]
    public void An_identity_connection_is_found_by_the_address_or_the_name_of_the_account(string key, string value)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Drops:{key}", value)]).Build();
        Assert.Equal("https://account.blob.core.windows.net/", StorageConnection.Open(configuration, "Drops", "a test").Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("0", "00:00:10")]
    [InlineData("1", "")]
    [InlineData("1", "-00:00:10")]
    public void A_retry_attribute_checks_its_interval(string count, string interval)
    {
        FixedDelayRetryAttribute Make() => new(int.Parse(count, CultureInfo.InvariantCulture), interval);
        if (interval == "00:00:10")
            Assert.Equal(interval, Make().DelayInterval);
        else
            Assert.Throws<ArgumentOutOfRangeException>(Make);
    }
}
