using Azure;
using Azure.Storage.Blobs;
using IncDiv.Contracts;
using IncDiv.Contracts.Output;

namespace IncDiv.Storage.Measures;

/// <summary>
/// The measures of each quarter: container <c>measures</c> (<c>quarter={q}/edition={n}/measures.parquet</c>) and the two tables. An
/// edition is written anew until it is published; after that it never changes.
/// </summary>
public sealed class MeasureStore(PipelineStorage storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Measures);
    private readonly MeasureTables _tables = new(storage);

    /// <summary>The rows of an edition, or null where it was not written yet.</summary>
    public Task<IReadOnlyList<MeasureRow>?> FindAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        FindAsync(Blob(quarter, edition), cancellationToken);

    /// <summary>The Parquet file of an edition, or null where it was not written yet.</summary>
    public Task<byte[]?> FindFileAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        FindFileAsync(Blob(quarter, edition), cancellationToken);

    /// <summary>
    /// Writes the rows of an unpublished edition to the tables and then, as the sign that all is there, to Parquet. What the tables held
    /// before is <paramref name="before"/>.
    /// </summary>
    public async Task PutAsync(
        Quarter quarter, int edition, IReadOnlyList<MeasureRow> before, IReadOnlyList<MeasureRow> rows, CancellationToken cancellationToken)
    {
        byte[] file = await MeasureParquet.WriteAsync(rows, cancellationToken);
        IReadOnlyList<MeasureRow>? unfinished = await FindAsync(Unfinished(quarter), cancellationToken);
        await Unfinished(quarter).UploadAsync(new BinaryData(file), overwrite: true, cancellationToken);
        await _tables.UpdateAsync(quarter.ToString(), unfinished is null ? [before] : [before, unfinished], rows, cancellationToken);
        await Blob(quarter, edition).UploadAsync(new BinaryData(file), overwrite: true, cancellationToken);
        await Unfinished(quarter).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Takes an unpublished edition back: the figures are again those of the last published edition.</summary>
    public async Task WithdrawAsync(
        Quarter quarter, int edition, IReadOnlyList<MeasureRow> withdrawn, IReadOnlyList<MeasureRow> published, CancellationToken cancellationToken)
    {
        await _tables.UpdateAsync(quarter.ToString(), [withdrawn, published], published, cancellationToken);
        await Blob(quarter, edition).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Where a write died half-way and was not made again, brings the tables back to <paramref name="rows"/>, which are in Parquet.</summary>
    public async Task MendAsync(Quarter quarter, IReadOnlyList<MeasureRow> rows, CancellationToken cancellationToken)
    {
        if (await FindAsync(Unfinished(quarter), cancellationToken) is not { } unfinished)
            return;
        await _tables.UpdateAsync(quarter.ToString(), [rows, unfinished], rows, cancellationToken);
        await Unfinished(quarter).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    // Rows that are being written to the tables; left behind only where a write died.
    private BlobClient Unfinished(Quarter quarter) => storage.Container(ContainerNames.Work).GetBlobClient($"unfinished/{quarter}.parquet");

    private static async Task<byte[]?> FindFileAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<MeasureRow>?> FindAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        if (await FindFileAsync(blob, cancellationToken) is not { } file)
            return null;
        using var stream = new MemoryStream(file);
        return await MeasureParquet.ReadAsync(stream, cancellationToken);
    }

    private BlobClient Blob(Quarter quarter, int edition) => _container.GetBlobClient($"quarter={quarter}/edition={edition}/measures.parquet");
}
