using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Conformance;

/// <summary>A host id, a container and a journal of one test's own, on the common emulator. Apps started here are instances of one Functions app.</summary>
internal sealed class Site
{
    private readonly string _id = Guid.NewGuid().ToString("N")[..12];

    private Site(string connection)
    {
        Connection = connection;
        Service = new BlobServiceClient(connection, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2023_01_03));
        Box = Service.GetBlobContainerClient($"box-{_id}");
        Host = Service.GetBlobContainerClient("azure-webjobs-hosts");
    }

    public string Connection { get; }
    public BlobServiceClient Service { get; }
    public BlobContainerClient Box { get; }
    public BlobContainerClient Host { get; }
    public Journal Journal { get; } = new();
    public string HostId => $"host-{_id}";
    public string Queue => $"queue-{_id}";

    public static async Task<Site> NewAsync(bool withBox = true)
    {
        var site = new Site(await Emulator.ConnectionStringAsync());
        if (withBox)
            await site.Box.CreateAsync();
        return site;
    }

    /// <summary>The settings of an app that runs only the given functions of this assembly.</summary>
    public Dictionary<string, string?> Settings(params string[] functions)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = Connection,
            ["Drops"] = Connection,
            ["Box"] = Box.Name,
            ["Queue"] = Queue,
            ["AzureFunctionsWebHost:hostId"] = HostId,
            ["LocalHost:FunctionAssembly"] = typeof(Site).Assembly.GetName().Name,
            ["LocalHost:ScanInterval"] = "00:00:00.100",
        };
        foreach ((int index, string function) in functions.Index())
            settings[$"AzureFunctionsJobHost:functions:{index}"] = function;
        return settings;
    }

    public Task<IHost> StartAsync(params string[] functions) => StartAsync(Settings(functions));

    public async Task<IHost> StartAsync(Dictionary<string, string?> settings, Action<FunctionsApplicationBuilder>? configure = null)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Journal);
        configure?.Invoke(builder);
        IHost app = builder.Build();
        try
        {
            await app.StartAsync();
            return app;
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    public Task DropAsync(string name, string content = "x") => Box.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);

    /// <summary>The receipts of a function: blob name to metadata.</summary>
    public async Task<Dictionary<string, IDictionary<string, string>>> ReceiptsAsync(string function)
    {
        var receipts = new Dictionary<string, IDictionary<string, string>>();
        await foreach (BlobItem receipt in Host.GetBlobsAsync(BlobTraits.Metadata, prefix: $"blobreceipts/{HostId}/Host.Functions.{function}/"))
            receipts[receipt.Name] = receipt.Metadata;
        return receipts;
    }
}
