using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace IncDiv.Storage;

/// <summary>The pipeline's storage account: its containers and tables.</summary>
public sealed class PipelineStorage
{
    private readonly BlobServiceClient _blobs;
    private readonly TableServiceClient _tables;
    private readonly bool _isDeployed;

    /// <exception cref="InvalidOperationException">The options name neither a connection string nor both service addresses.</exception>
    public PipelineStorage(StorageOptions options, TimeProvider time) : this(options, time, null)
    {
    }

    /// <param name="transport">Carries the calls; null for the SDK's own.</param>
    internal PipelineStorage(StorageOptions options, TimeProvider time, HttpPipelineTransport? transport)
    {
        var blobOptions = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2023_01_03) { RetryPolicy = new PollyRetryPolicy(time) };
        var tableOptions = new TableClientOptions { RetryPolicy = new PollyRetryPolicy(time) };
        if (transport is not null)
        {
            blobOptions.Transport = transport;
            tableOptions.Transport = transport;
        }
        if (options.ConnectionString is { Length: > 0 } connection)
        {
            _blobs = new BlobServiceClient(connection, blobOptions);
            _tables = new TableServiceClient(connection, tableOptions);
        }
        else if (options is { BlobServiceUri: not null, TableServiceUri: not null })
        {
            _isDeployed = true;
            TokenCredential identity = new DefaultAzureCredential();
            _blobs = new BlobServiceClient(options.BlobServiceUri, identity, blobOptions);
            _tables = new TableServiceClient(options.TableServiceUri, identity, tableOptions);
        }
        else
        {
            throw new InvalidOperationException(
                "No storage is configured: set PipelineStorage to a connection string, "
                + "or PipelineStorage__blobServiceUri and PipelineStorage__tableServiceUri.");
        }
    }

    public BlobContainerClient Container(string name) => _blobs.GetBlobContainerClient(name);

    public TableClient Table(string name) => _tables.GetTableClient(name);

    /// <summary>Creates the containers and tables that are missing. In Azure the deployment does that, and the app's identity may not.</summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        if (_isDeployed)
            return;
        foreach (string name in ContainerNames.All)
            await Container(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        foreach (string name in TableNames.All)
            await Table(name).CreateIfNotExistsAsync(cancellationToken);
    }
}

/// <summary>Blob containers (outputs.md section 1) and the private one that chains the functions.</summary>
public static class ContainerNames
{
    public const string Drops = "drops";
    public const string Quarantine = "quarantine";
    public const string Receipts = "receipts";
    public const string Curated = "curated";
    /// <summary>The folder <c>bi</c> of <c>incdiv run</c> (outputs.md section 1): Azure wants at least three characters.</summary>
    public const string Bi = "bi-data";
    public const string Measures = "measures";
    public const string Packs = "packs";
    /// <summary>For the privacy officer: evidence of releases and risk reports of microdata. They say why figures are masked, so no reader of figures may see
    /// them (disclosure.md S12).</summary>
    public const string Evidence = "evidence";
    public const string Work = "work";

    public static IReadOnlyList<string> All { get; } = [Drops, Quarantine, Receipts, Curated, Bi, Measures, Packs, Evidence, Work];
}

/// <summary>Tables of Table Storage (outputs.md section 2).</summary>
public static class TableNames
{
    public const string Measures = "Measures";
    public const string MeasureHistory = "MeasureHistory";
    public const string Drops = "Drops";
    public const string Packs = "Packs";
    public const string Audit = "Audit";

    public static IReadOnlyList<string> All { get; } = [Measures, MeasureHistory, Drops, Packs, Audit];
}

/// <summary>Where the pipeline's storage is: a connection string (the emulator), or the service addresses, which are then opened with the application's own
/// identity.</summary>
public sealed record StorageOptions(string? ConnectionString = null, Uri? BlobServiceUri = null, Uri? TableServiceUri = null);
