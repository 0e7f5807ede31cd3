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
    public async Task<IReadOnlyList<MeasureRow>?> FindAsync(Quarter quarter, int edition, CancellationToken cancellationToken)
    {
        byte[]? file = await FindFileAsync(quarter, edition, cancellationToken);
        if (file is null)
            return null;
        using var stream = new MemoryStream(file);
        return await MeasureParquet.ReadAsync(stream, cancellationToken);
    }

    /// <summary>The Parquet file of an edition, or null where it was not written yet.</summary>
    public async Task<byte[]?> FindFileAsync(Quarter quarter, int edition, CancellationToken cancellationToken)
    {
        try
        {
            return (await Blob(quarter, edition).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes the rows of an unpublished edition to the tables and then, as the sign that all is there, to Parquet. What the tables held
    /// before is <paramref name="before"/>.
    /// </summary>
    public async Task PutAsync(
        Quarter quarter, int edition, IReadOnlyList<MeasureRow> before, IReadOnlyList<MeasureRow> rows, CancellationToken cancellationToken)
    {
        await _tables.UpdateAsync(quarter.ToString(), before, rows, cancellationToken);
        byte[] file = await MeasureParquet.WriteAsync(rows, cancellationToken);
        await Blob(quarter, edition).UploadAsync(new BinaryData(file), overwrite: true, cancellationToken);
    }

    /// <summary>Takes an unpublished edition back: the figures are again those of the last published edition.</summary>
    public async Task WithdrawAsync(
        Quarter quarter, int edition, IReadOnlyList<MeasureRow> withdrawn, IReadOnlyList<MeasureRow> published, CancellationToken cancellationToken)
    {
        await _tables.UpdateAsync(quarter.ToString(), withdrawn, published, cancellationToken);
        await Blob(quarter, edition).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    private BlobClient Blob(Quarter quarter, int edition) => _container.GetBlobClient($"quarter={quarter}/edition={edition}/measures.parquet");
}
