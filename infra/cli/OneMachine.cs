using System.Net;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IncDiv.Contracts.PackDefinitions;
using IncDiv.Local;
using IncDiv.Storage;
using IncDiv.Storage.Drops;
using IncDiv.Storage.Leases;
using IncDiv.Storage.Measures;

namespace IncDiv.Cli;

/// <summary>Runs the whole pipeline on one machine: Azurite and the functions app in separate processes, with real blobs, tables and triggers. Disposing it
/// stops both.</summary>
internal sealed class OneMachine(DirectoryInfo data, AzuriteProcess azurite, FunctionsProcess functions, PipelineStorage storage, PackCatalogue packs)
    : IAsyncDisposable
{
    private static readonly (string Container, string Folder)[] Mirrored =
    [
        (ContainerNames.Receipts, "receipts"), (ContainerNames.Bi, "bi"), (ContainerNames.Measures, "measures"), (ContainerNames.Packs, "packs"),
        (ContainerNames.Curated, "curated"), (ContainerNames.Evidence, "evidence"),
    ];

    private readonly QuarterMarkers _markers = new(storage);

    public DropLedger Ledger { get; } = new(storage);

    /// <param name="logFile">Receives the output of the functions app.</param>
    public static async Task<OneMachine> StartAsync(string logFile, ChosenContracts contracts, DateOnly? asOf, CancellationToken cancellationToken)
    {
        Dictionary<string, string> settings = KeySettings.ForOneRun();
        if (asOf is { } day)
            settings["AsOf"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (contracts.Folder is { } folder)
            settings[ContractOption.Setting] = folder.FullName;
        DirectoryInfo data = Directory.CreateTempSubdirectory("incdiv-");
        AzuriteProcess? azurite = null;
        FunctionsProcess? functions = null;
        try
        {
            azurite = await AzuriteProcess.StartAsync(data.FullName, cancellationToken);
            var log = TextWriter.Synchronized(new StreamWriter(logFile) { AutoFlush = true });
            // The app is in this program's folder.
            functions = await FunctionsProcess.StartAsync(
                AppContext.BaseDirectory, azurite.ConnectionString, settings, log.WriteLine, cancellationToken, preferCoreTools: true);
            await functions.WatchAsync(cancellationToken);
            var storage = new PipelineStorage(new StorageOptions { ConnectionString = azurite.ConnectionString }, TimeProvider.System);
            return new OneMachine(data, azurite, functions, storage, contracts.Set.Packs);
        }
        catch (Exception e)
        {
            await StopAsync(functions, azurite, data);
            if (e is not LocalMachineException || azurite is null)
                throw;
            throw new LocalMachineException($"{e.Message} Its log: {logFile}", e);
        }
    }

    /// <summary>Drops a file like a source team.</summary>
    /// <returns>The version that landed.</returns>
    public async Task<RawDrop> DropAsync(string name, FileInfo file, CancellationToken cancellationToken)
    {
        await using FileStream content = file.OpenRead();
        BlobContentInfo landed = await storage.Container(ContainerNames.Drops).GetBlobClient(name).UploadAsync(content, overwrite: true, cancellationToken);
        return new RawDrop(name, landed.ETag.ToString("H"), landed.LastModified, file.Length);
    }

    /// <summary>How many of these drops are in the ledger.</summary>
    public async Task<int> CountProcessedAsync(IReadOnlyCollection<RawDrop> drops, CancellationToken cancellationToken)
    {
        await functions.CheckAsync();
        IReadOnlyList<DropRecord> records = await Ledger.ListAsync(null, cancellationToken);
        var processed = records.Select(r => (r.File, r.ETag)).ToHashSet();
        return drops.Count(d => processed.Contains((d.File, d.ETag)));
    }

    /// <summary>Requests the computation of a quarter.</summary>
    public Task RequestAsync(Quarter quarter, CancellationToken cancellationToken) => _markers.RequestAsync(quarter, cancellationToken);

    /// <summary>How many quarters still wait to be computed.</summary>
    public async Task<int> CountWaitingQuartersAsync(CancellationToken cancellationToken)
    {
        await functions.CheckAsync();
        return (await _markers.WaitingAsync(cancellationToken)).Count;
    }

    /// <summary>Publishes every pack of a quarter.</summary>
    /// <returns>Paths of the editions in the container <c>packs</c>.</returns>
    public async Task<IReadOnlyList<string>> PublishAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        // On a busy machine a pack may take longer than the usual 100 seconds; an app that ends breaks the connection.
        using var http = new HttpClient { BaseAddress = functions.Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Add("x-functions-key", functions.Key);
        var paths = new List<string>();
        foreach (PackDefinition pack in packs.Packs)
        {
            using HttpResponseMessage response = await http.PostAsync(new Uri($"packs/{pack.Id}/{quarter}", UriKind.Relative), null, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                continue;
            response.EnsureSuccessStatusCode();
            using var answer = await JsonDocument.ParseAsync(
                await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            paths.Add(answer.RootElement.EnumerateObject().First(p => p.NameEquals("path") || p.NameEquals("Path")).Value.GetString()!);
        }
        return paths;
    }

    /// <summary>What the newest figures of each quarter withhold to protect people.</summary>
    public Task<IReadOnlyList<WithheldFigures>> WithheldAsync(CancellationToken cancellationToken) =>
        new DisclosureStore(storage).ListWithheldAsync(cancellationToken);

    /// <summary>Copies the containers with results to a folder.</summary>
    public async Task MirrorAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        foreach ((string container, string name) in Mirrored)
        {
            BlobContainerClient client = storage.Container(container);
            folder.CreateSubdirectory(name);
            await foreach (BlobItem blob in client.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                var file = new FileInfo(Path.Combine(folder.FullName, name, blob.Name));
                file.Directory!.Create();
                await client.GetBlobClient(blob.Name).DownloadToAsync(file.FullName, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(functions, azurite, data);

    // The app is stopped before its storage. The data folder holds raw drops, so it is deleted even if something else fails.
    private static async Task StopAsync(FunctionsProcess? functions, AzuriteProcess? azurite, DirectoryInfo data)
    {
        try
        {
            await using AzuriteProcess? stoppedLast = azurite;
            await using FunctionsProcess? stoppedFirst = functions;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
