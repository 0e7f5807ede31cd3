using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
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

    /// <summary>The versions of a quarter's editions, which <see cref="PutAsync"/> takes again.</summary>
    public async Task<IReadOnlyDictionary<int, string>> VersionsAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        string folder = $"quarter={quarter}/edition=";
        var versions = new Dictionary<int, string>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(prefix: folder, cancellationToken: cancellationToken))
            if (blob.Name[folder.Length..].Split('/') is [var edition, "measures.parquet"])
                versions.Add(int.Parse(edition, NumberStyles.None, CultureInfo.InvariantCulture), blob.Properties.ETag!.Value.ToString("H"));
        return versions;
    }

    /// <summary>Makes an edition a new version with the same bytes, so that a writer who began before cannot change it any more.</summary>
    public async Task SealAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        await Blob(quarter, edition).SetMetadataAsync(new Dictionary<string, string> { ["sealed"] = "true" }, cancellationToken: cancellationToken);

    /// <summary>
    /// Writes the rows of an unpublished edition to the tables and then, as the sign that all is there, to Parquet. What the tables held
    /// before is <paramref name="before"/>.
    /// </summary>
    /// <param name="version">The edition's version before the work began; null for none. Where it is another by now, nothing is written to it.</param>
    /// <exception cref="RequestFailedException">Somebody else wrote or published the edition meanwhile (409 or 412): the work is to be done again.</exception>
    public async Task PutAsync(
        Quarter quarter, int edition, IReadOnlyList<MeasureRow> before, IReadOnlyList<MeasureRow> rows, string? version, CancellationToken cancellationToken)
    {
        // Before the tables are touched: whoever is refused has changed nothing. A seal that comes after this look is mended by who computes next.
        if ((await VersionsAsync(quarter, cancellationToken)).GetValueOrDefault(edition) != version)
            throw new RequestFailedException(412, $"Edition {edition} of {quarter} was written or published meanwhile.");
        byte[] file = await MeasureParquet.WriteAsync(rows, cancellationToken);
        IReadOnlyList<MeasureRow>? unfinished = await FindAsync(Unfinished(quarter), cancellationToken);
        await Unfinished(quarter).UploadAsync(new BinaryData(file), overwrite: true, cancellationToken);
        await _tables.UpdateAsync(quarter.ToString(), unfinished is null ? [before] : [before, unfinished], rows, cancellationToken);
        await UploadAsync(Blob(quarter, edition), file, version, cancellationToken);
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

    private static async Task UploadAsync(BlobClient blob, byte[] file, string? version, CancellationToken cancellationToken)
    {
        BlobRequestConditions conditions = version is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = new ETag(version) };
        try
        {
            await blob.UploadAsync(new BinaryData(file), new BlobUploadOptions { Conditions = conditions }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Mine already: it was written, and only the answer was lost.
            if (await FindFileAsync(blob, cancellationToken) is not { } there || !there.AsSpan().SequenceEqual(file))
                throw;
        }
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
