using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class BindingDataTests
{
    [Fact]
    public async Task Strings_are_raw_and_every_other_value_is_a_json_string()
    {
        Site site = await Site.NewAsync();
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["source"] = "pas" } };
        await site.Box.GetBlobClient("in/pas/2026 Q1.csv").UploadAsync(BinaryData.FromString("content"), options);
        using IHost app = await site.StartAsync("Read");
        IReadOnlyDictionary<string, object?> data = (await site.Journal.WaitForAsync(1))[0].Data;
        await app.StopAsync();

        Assert.Equal($"{site.Box.Name}/in/pas/2026 Q1.csv", data["BlobTrigger"]);
        Assert.Equal("pas", data["folder"]);
        Assert.Equal("2026 Q1", data["NAME"]);
        Assert.Equal($"\"{site.Box.Uri.AbsoluteUri}/in/pas/2026%20Q1.csv\"", data["Uri"]);
        Assert.Equal("""{"source":"pas"}""", data["Metadata"]);
        JsonElement properties = JsonElement.Parse((string)data["Properties"]!);
        Assert.Equal(7, properties.GetProperty("ContentLength").GetInt64());
        Assert.Equal("Host.Functions.Read", JsonElement.Parse((string)data["sys"]!).GetProperty("MethodName").GetString());
        Assert.All(data.Values, value => Assert.IsType<string>(value));
    }
}
