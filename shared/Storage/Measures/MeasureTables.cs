using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IncDiv.Contracts;
using IncDiv.Contracts.Output;
using IncDiv.Storage.Work;

namespace IncDiv.Storage.Measures;

/// <summary>
/// The tables <c>Measures</c> and <c>MeasureHistory</c>: copies of each quarter's newest edition for BI tools. A quarter has thousands of rows, and
/// nothing of ours reads them, so they follow once the figures have come to rest and nobody waits for them. What the tables hold of a quarter stands in
/// <c>work/tables/{quarter}.parquet</c>, with the version of the edition that it was copied from.
/// </summary>
public sealed class MeasureTables(PipelineStorage storage, MeasureStore measures, TimeProvider time)
{
    private const string Folder = "tables/";
    private const string VersionEntry = "version";
    private const string NoVersion = "none";

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Work);
    private readonly MeasureTableWriter _writer = new(storage);

    /// <summary>Copies every quarter whose newest edition is another than that which the tables hold.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        foreach (Quarter quarter in await StaleAsync(cancellationToken))
            await CopyAsync(quarter, cancellationToken);
    }

    /// <summary>The quarters of which the tables hold something else than their newest edition.</summary>
    public async Task<IReadOnlyList<Quarter>> StaleAsync(CancellationToken cancellationToken)
    {
        var held = new Dictionary<Quarter, string>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(BlobTraits.Metadata, prefix: Folder, cancellationToken: cancellationToken))
            if (Quarter.TryParse(Path.GetFileNameWithoutExtension(blob.Name), out Quarter quarter))
                held[quarter] = blob.Metadata.TryGetValue(VersionEntry, out string? version) ? version : "";
        IReadOnlyDictionary<Quarter, (int Edition, string Version)> newest = await measures.NewestAsync(cancellationToken);
        return [.. newest.Keys.Union(held.Keys).Where(q => held.GetValueOrDefault(q, NoVersion) != newest.GetValueOrDefault(q, (Edition: 0, Version: NoVersion)).Version).Order()];
    }

    private async Task CopyAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        await using WriterLease lease = await WriterLease.TakeAsync(storage, $"tables-{quarter}", time, cancellationToken);
        // Before the rows are read: where they change meanwhile, the quarter stays stale.
        IReadOnlyDictionary<Quarter, (int Edition, string Version)> newest = await measures.NewestAsync(lease.Lost);
        (int edition, string version) = newest.GetValueOrDefault(quarter, (0, NoVersion));
        IReadOnlyList<MeasureRow> rows = await measures.FindAsync(quarter, edition, lease.Lost) ?? [];
        BlobClient held = _container.GetBlobClient($"{Folder}{quarter}.parquet"), unfinished = _container.GetBlobClient($"unfinished/{quarter}.parquet");
        IReadOnlyList<MeasureRow> before = await MeasureStore.FindAsync(held, lease.Lost) ?? [];
        IReadOnlyList<MeasureRow>? died = await MeasureStore.FindAsync(unfinished, lease.Lost);
        // There from before the first row to after the last: every row that this copy, or one that died before it, may leave behind.
        await unfinished.UploadAsync(new BinaryData(await MeasureParquet.WriteAsync(Either(rows, died ?? []), lease.Lost)), overwrite: true, lease.Lost);
        await _writer.UpdateAsync(quarter.ToString(), before, died, rows, lease.Lost);
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { [VersionEntry] = version } };
        await held.UploadAsync(new BinaryData(await MeasureParquet.WriteAsync(rows, lease.Lost)), options, lease.Lost);
        await unfinished.DeleteIfExistsAsync(cancellationToken: lease.Lost);
    }

    private static MeasureRow[] Either(IReadOnlyList<MeasureRow> rows, IReadOnlyList<MeasureRow> others)
    {
        HashSet<string> keys = [.. MeasureKeys.Of(rows)];
        return [.. rows, .. others.Zip(MeasureKeys.Of(others)).Where(p => !keys.Contains(p.Second)).Select(p => p.First)];
    }
}
